# What users touch first: pages, hooks, the action, completion, editors. Each drives the program itself; what a test needs and does not find
# (pre-commit, zsh, node, …) it names, and is skipped.
find_program(NODE node)
add_test(NAME pages COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/pages/check.py $<TARGET_FILE:sfnctl> ${CMAKE_SOURCE_DIR})
add_test(NAME completion_in_shells COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/completion/shells.sh $<TARGET_FILE:sfnctl> ${CMAKE_SOURCE_DIR})
add_test(NAME pre_commit COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/hooks/pre_commit.sh $<TARGET_FILE:sfnctl> ${CMAKE_SOURCE_DIR})
add_test(NAME action COMMAND ${PYTHON3} ${CMAKE_CURRENT_SOURCE_DIR}/hooks/action.py $<TARGET_FILE:sfnctl> ${CMAKE_SOURCE_DIR})
set_tests_properties(pages completion_in_shells pre_commit action PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 600)
if(NODE)
  add_test(NAME editor COMMAND ${NODE} ${CMAKE_CURRENT_SOURCE_DIR}/editor/check.mjs ${CMAKE_SOURCE_DIR})
  set_tests_properties(editor PROPERTIES SKIP_RETURN_CODE 77)
endif()
