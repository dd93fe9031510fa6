// Files: reading what the command line names, finding definitions in folders, writing so that nothing is ever half-written.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "text/source_file.h"

namespace sfn::cli {

/// The command cannot do its work: exit 2, the message on standard error. The one exception for the third error channel.
struct ToolError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// What is asked for needs something that sfnctl does not have: exit 3, the message names it.
struct UnsupportedError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An output would replace a file that the command reads: nothing goes on, and nothing is written. Exit 2.
struct WouldOverwrite : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// All bytes of a file, FIFOs and devices included. Throws ToolError with the system's reason, and WouldOverwrite.
std::string read_file(const std::string& path);
/// The same for a look only at a file that is perhaps an output of before.
std::string glance_at(const std::string& path);
/// From now on reading the file `path`, under whatever name, throws WouldOverwrite: `option` writes it.
void reserve_output(const std::string& option, const std::string& path);
std::string read_descriptor(int descriptor, const std::string& name);
/// The same as a SourceFile of that name.
std::shared_ptr<const text::SourceFile> open_source(const std::string& path);

/// The whole file or none (new_file.h). Throws ToolError; `path` is then as it was.
void write_file(const std::string& path, std::string_view bytes);

bool is_folder(const std::string& path);
bool file_exists(const std::string& path);
/// A FIFO, a socket or a device: what was read from it is gone.
bool is_stream(const std::string& path);

/// `*` any run without '/', `**` any run, `?` one character, `[abc]`.
bool glob_matches(std::string_view pattern, std::string_view text);
/// Paths that a pattern with wildcards names, sorted; the pattern itself if it has none.
std::vector<std::string> expand_glob(const std::string& pattern);
/// The same; the pattern itself also where it names no file.
std::vector<std::string> expand_or_keep(const std::string& pattern);
/// Whether `path` has wildcards and is no file.
bool is_glob(const std::string& path);
/// Files below a folder, sorted by path; hidden folders and node_modules are left out.
std::vector<std::string> files_below(const std::string& folder);

/// Whether `path` (relative names resolved, symbolic links followed) lies inside `folder`.
bool lies_inside(const std::string& path, const std::string& folder);
/// Whether both names lead to one file, which need not be there yet. Devices and streams are no such file: any number may write to them.
bool same_file(const std::string& a, const std::string& b);

/// What a name leads to when all symbolic links at its end are followed; the file need not be there. Throws ToolError for links in a
/// circle.
struct LinkEnd {
  std::string path;
  int descriptor = -1;  ///< /dev/stdout, /dev/fd/N, /proc/self/fd/N: what this process has open there
};
LinkEnd follow_links(const std::string& path);

/// A path in a message: an empty one is quoted.
std::string shown_path(const std::string& path);

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings);

}  // namespace sfn::cli
