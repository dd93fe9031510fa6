# Flags that every file of ours is compiled with. Third-party headers come in as system includes and are not judged.
add_library(sfn_compiler INTERFACE)
target_include_directories(sfn_compiler INTERFACE ${CMAKE_SOURCE_DIR}/src)
target_compile_options(sfn_compiler INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Wimplicit-fallthrough
  -ffunction-sections -fdata-sections)
if(SFN_WERROR)
  target_compile_options(sfn_compiler INTERFACE -Werror)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # False positives of g++ 12 in optimised builds.
  target_compile_options(sfn_compiler INTERFACE -Wno-stringop-overflow -Wno-restrict -Wno-maybe-uninitialized -Wno-array-bounds -Wno-dangling-reference)
  if(CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    get_target_property(flags sfn_compiler INTERFACE_COMPILE_OPTIONS)
    list(REMOVE_ITEM flags -Wno-dangling-reference)
    set_target_properties(sfn_compiler PROPERTIES INTERFACE_COMPILE_OPTIONS "${flags}")
  endif()
endif()
if(SFN_SANITIZE)
  target_compile_options(sfn_compiler INTERFACE -fsanitize=${SFN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(sfn_compiler INTERFACE -fsanitize=${SFN_SANITIZE})
endif()
# tests/hardening.py reads these from the program. `noseparate-code` is the one that is left out: it would cost a page fault or two at each
# start and keeps nothing writable.
add_library(sfn_hardened INTERFACE)
if(SFN_HARDEN)
  target_compile_options(sfn_hardened INTERFACE -fPIE -fstack-protector-strong -fstack-clash-protection -fcf-protection -U_FORTIFY_SOURCE
    -D_FORTIFY_SOURCE=3)
  target_link_options(sfn_hardened INTERFACE -Wl,-z,relro,-z,now,-z,noexecstack)
endif()
target_link_libraries(sfn_compiler INTERFACE sfn_hardened)
if(SFN_COVERAGE)
  target_compile_options(sfn_compiler INTERFACE --coverage)
  target_link_options(sfn_compiler INTERFACE --coverage)
endif()
find_program(LLD ld.lld)
if(LLD AND NOT SFN_STATIC)
  target_link_options(sfn_compiler INTERFACE -fuse-ld=lld)  # several times faster than ld, which counts while developing
endif()
find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE})
  cmake_path(IS_PREFIX CMAKE_SOURCE_DIR ${CMAKE_BINARY_DIR} inside)
  if(inside)  # paths relative to the build folder: two work trees share what they compiled
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${CCACHE})
  endif()
endif()
