# sfn_layer(name DEPENDS <layers> LIBRARIES <third-party targets>)
# One folder of src is one static library; DEPENDS is the architecture: what a folder may include.
# tests/layers.cmake reads the recorded lists and checks every #include against them.
set_property(GLOBAL PROPERTY SFN_LAYERS "")

# Under clang with all its instrumentation more than half of the time goes into the standard library's headers. Elsewhere every file
# names what it includes, and is compiled so.
function(sfn_precompile target)
  if(NOT SFN_FUZZ)
    return()
  endif()
  target_compile_options(${target} PRIVATE -Xclang -fno-pch-timestamp)
  if(target STREQUAL sfn_text)
    target_precompile_headers(sfn_text PRIVATE <algorithm> <deque> <functional> <map> <memory> <optional> <set> <span> <string> <unordered_map> <variant>
      <vector>)
  else()
    target_precompile_headers(${target} REUSE_FROM sfn_text)
  endif()
endfunction()
function(sfn_layer name)
  cmake_parse_arguments(arg "" "" "DEPENDS;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cc)
  if(NOT sources)  # a folder that is still empty
    set(sources ${CMAKE_BINARY_DIR}/empty_layer.cc)
    file(TOUCH ${sources})
  endif()
  add_library(sfn_${name} STATIC ${sources})
  list(TRANSFORM arg_DEPENDS PREPEND sfn_ OUTPUT_VARIABLE layers)
  target_link_libraries(sfn_${name} PUBLIC sfn_compiler ${layers} PRIVATE sfn_fmt ${arg_LIBRARIES})
  sfn_precompile(sfn_${name})
  set_property(GLOBAL APPEND PROPERTY SFN_LAYERS ${name})
  set_property(GLOBAL PROPERTY SFN_LAYER_${name} "${arg_DEPENDS}")
endfunction()

# sfn_test(name LIBRARIES <more>): tests/<name>/*.cc as one executable that links the layer and what it declares, nothing more.
function(sfn_test name)
  cmake_parse_arguments(arg "" "" "LIBRARIES" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${name}/*.cc)
  add_executable(test_${name} ${sources})
  target_link_libraries(test_${name} PRIVATE sfn_test_main ${arg_LIBRARIES})
  if(TARGET sfn_${name})
    target_link_libraries(test_${name} PRIVATE sfn_${name})
  endif()
  target_compile_definitions(test_${name} PRIVATE SFN_TESTDATA="${CMAKE_SOURCE_DIR}/testdata")
  add_test(NAME ${name} COMMAND test_${name} WORKING_DIRECTORY ${CMAKE_SOURCE_DIR})
endfunction()
