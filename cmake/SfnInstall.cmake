# What `cmake --install` puts below the prefix: the program, manual pages, completions, schemas, examples, documents. Nothing of it is
# looked up at run time, so the tree may be moved. Components: program or shared (the .deb's), and pages.
set(pages ${CMAKE_BINARY_DIR}/pages)
set(made "")
find_program(GZIP gzip REQUIRED)

# Compressed without a time stamp: the same bytes each time.
function(sfn_gzip source target)
  add_custom_command(OUTPUT ${target} COMMAND sh -c "'${GZIP}' -9n <'${source}' >'${target}'" DEPENDS ${source} VERBATIM)
endfunction()

file(MAKE_DIRECTORY ${pages}/man ${pages}/completions)
file(GLOB manual CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/man/*.[1-8])
foreach(page ${manual})
  cmake_path(GET page FILENAME name)
  string(REGEX MATCH "[1-8]$" section ${name})
  sfn_gzip(${page} ${pages}/man/${name}.gz)
  list(APPEND made ${pages}/man/${name}.gz)
  install(FILES ${pages}/man/${name}.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section} COMPONENT pages)
endforeach()

# The program prints its rules and its completions itself, so these cannot disagree with it.
add_custom_command(OUTPUT ${pages}/sfnctl-rules.7 COMMAND sfnctl explain --format man --output ${pages}/sfnctl-rules.7 DEPENDS sfnctl VERBATIM)
sfn_gzip(${pages}/sfnctl-rules.7 ${pages}/man/sfnctl-rules.7.gz)
list(APPEND made ${pages}/man/sfnctl-rules.7.gz)
install(FILES ${pages}/man/sfnctl-rules.7.gz DESTINATION ${CMAKE_INSTALL_MANDIR}/man7 COMPONENT pages)

foreach(completion bash:sfnctl:bash-completion/completions zsh:_sfnctl:zsh/vendor-completions fish:sfnctl.fish:fish/vendor_completions.d)
  string(REPLACE ":" ";" completion ${completion})
  list(POP_FRONT completion shell name folder)
  set(file ${pages}/completions/${shell}/${name})
  add_custom_command(OUTPUT ${file} COMMAND ${CMAKE_COMMAND} -E make_directory ${pages}/completions/${shell}
    COMMAND sfnctl completion ${shell} --output ${file} DEPENDS sfnctl VERBATIM)
  list(APPEND made ${file})
  install(FILES ${file} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder} COMPONENT pages)
endforeach()

add_custom_command(OUTPUT ${pages}/changelog
  COMMAND ${PYTHON3} ${CMAKE_SOURCE_DIR}/cmake/package/changelog.py ${CMAKE_SOURCE_DIR}/CHANGELOG.md ${PROJECT_VERSION} "${SFN_CONTACT}"
    ${pages}/changelog
  DEPENDS ${CMAKE_SOURCE_DIR}/CHANGELOG.md ${CMAKE_SOURCE_DIR}/cmake/package/changelog.py VERBATIM)
sfn_gzip(${pages}/changelog ${pages}/changelog.gz)
list(APPEND made ${pages}/changelog.gz)

set(npm_cpu_x86_64 x64)
set(npm_cpu_aarch64 arm64)
set(SFN_NPM_CPU ${npm_cpu_${CMAKE_SYSTEM_PROCESSOR}})
configure_file(cmake/package/package.json.in ${pages}/package.json @ONLY)

file(GLOB schemas CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/schemas/*.schema.json)
install(FILES ${schemas} DESTINATION ${CMAKE_INSTALL_DATADIR}/sfnctl/schemas COMPONENT pages)
install(FILES ${pages}/changelog.gz README.md SECURITY.md ${CMAKE_SOURCE_DIR}/cmake/package/copyright
  DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT pages)
install(DIRECTORY testdata/examples DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT pages)
install(TARGETS sfnctl RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(TARGETS sfnctl_shared RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT shared EXCLUDE_FROM_ALL)
add_custom_target(pages ALL DEPENDS ${made})
