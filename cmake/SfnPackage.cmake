# The .deb: `cpack -G DEB` in the build folder, after `cmake --build … --target sfnctl sfnctl_shared pages`. script/package does all of it.
# The static archive is made by script/package from `cmake --install`, since CPack stamps archives with the time.
set(CPACK_PACKAGE_NAME sfnctl)
set(CPACK_PACKAGE_VENDOR "the sfnctl authors")
set(CPACK_PACKAGE_CONTACT "${SFN_CONTACT}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "validator and dry-runner for AWS Step Functions state machines")
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL shared pages)
set(CPACK_COMPONENTS_GROUPING ALL_COMPONENTS_IN_ONE)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/cmake/stamp_files.cmake)

set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS graphviz)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Checks definitions in the Amazon States Language, in JSON, YAML and inside
CloudFormation and SAM templates, and dry-runs them with mocked task results
on a virtual clock. Runs test suites with coverage, evaluates JSONata,
JSONPath and intrinsic functions, draws and compares state machines.
.
Nothing is called: sfnctl works without network and without an AWS account.")
include(CPack)
