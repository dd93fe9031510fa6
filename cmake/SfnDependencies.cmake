# Guests, each with one room in src/: see the Architecture section of the README.
find_path(FMT_INCLUDE_DIR fmt/format-inl.h REQUIRED)
add_library(sfn_fmt STATIC ${CMAKE_SOURCE_DIR}/cmake/fmt.cc)
target_include_directories(sfn_fmt SYSTEM PUBLIC ${FMT_INCLUDE_DIR})
target_compile_options(sfn_fmt PRIVATE -ffunction-sections -fdata-sections)
target_link_libraries(sfn_fmt PRIVATE sfn_hardened)
find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(yaml-cpp REQUIRED)

find_path(RAPIDJSON_INCLUDE_DIR rapidjson/reader.h REQUIRED)
add_library(sfn_rapidjson INTERFACE)
target_include_directories(sfn_rapidjson SYSTEM INTERFACE ${RAPIDJSON_INCLUDE_DIR})

find_path(VALIJSON_INCLUDE_DIR valijson/validator.hpp REQUIRED)
add_library(sfn_valijson INTERFACE)
target_include_directories(sfn_valijson SYSTEM INTERFACE ${VALIJSON_INCLUDE_DIR})
target_compile_definitions(sfn_valijson INTERFACE VALIJSON_USE_EXCEPTIONS=1)

find_path(CLI11_INCLUDE_DIR CLI/CLI.hpp REQUIRED)
add_library(sfn_cli11 INTERFACE)
target_include_directories(sfn_cli11 SYSTEM INTERFACE ${CLI11_INCLUDE_DIR})

# A static program wants the archive, a shared one the shared library; the program says which by its property SFN_STATIC, so that one
# set of objects makes both. Debian ships both.
function(sfn_native_library target name header)
  find_path(${target}_INCLUDE ${header} REQUIRED)
  find_library(${target}_SHARED NAMES ${name} REQUIRED)
  find_library(${target}_ARCHIVE NAMES lib${name}.a REQUIRED)
  add_library(${target} INTERFACE)
  target_include_directories(${target} SYSTEM INTERFACE ${${target}_INCLUDE})
  target_link_libraries(${target} INTERFACE $<IF:$<BOOL:$<TARGET_PROPERTY:SFN_STATIC>>,${${target}_ARCHIVE},${${target}_SHARED}>)
endfunction()
sfn_native_library(sfn_pcre2 pcre2-8 pcre2.h)
sfn_native_library(sfn_nettle nettle nettle/sha2.h)
sfn_native_library(sfn_yamlcpp yaml-cpp yaml-cpp/yaml.h)

find_path(DATE_INCLUDE_DIR date/date.h REQUIRED)
add_library(sfn_date INTERFACE)
target_include_directories(sfn_date SYSTEM INTERFACE ${DATE_INCLUDE_DIR})
