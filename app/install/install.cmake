# What `cmake --install` and `cpack` take: the program with its manual page and completion, presets to start
# from, and the library colead::colead with headers and a CMake package.

include(CMakePackageConfigHelpers)

set(colead_headers "${CMAKE_INSTALL_INCLUDEDIR}/colead") # "agents/world.hpp" lies in colead/agents
set(colead_package "${CMAKE_INSTALL_LIBDIR}/cmake/colead")

# --- The program -------------------------------------------------------------------------------
# Manual page and completion are told by the program itself, from its flags: they cannot drift.

if(TARGET colead)
    install(TARGETS colead RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}" COMPONENT program)
    if(NOT CMAKE_CROSSCOMPILING AND NOT COLEAD_SANITIZE)
        set(told "${PROJECT_BINARY_DIR}/generated/told")
        file(MAKE_DIRECTORY "${told}")
        add_custom_command(OUTPUT "${told}/colead.1" "${told}/colead"
            COMMAND colead manual > "${told}/colead.1"
            COMMAND colead manual --completion > "${told}/colead"
            DEPENDS colead VERBATIM)
        add_custom_target(colead_manual ALL DEPENDS "${told}/colead.1" "${told}/colead")
        install(FILES "${told}/colead.1" DESTINATION "${CMAKE_INSTALL_MANDIR}/man1"
            COMPONENT program)
        install(FILES "${told}/colead" COMPONENT program
            DESTINATION "${CMAKE_INSTALL_DATADIR}/bash-completion/completions")
    endif()
endif()
install(DIRECTORY scenarios/presets DESTINATION "${CMAKE_INSTALL_DATADIR}/colead"
    COMPONENT program FILES_MATCHING PATTERN "*.toml")
install(FILES README.md LICENSE CHANGELOG.md CITATION.cff SECURITY.md app/page/dist/LICENSES.txt
    DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT program)

# --- The library -------------------------------------------------------------------------------

add_library(colead_library INTERFACE)
target_link_libraries(colead_library INTERFACE colead_analysis)
add_library(colead::colead ALIAS colead_library)
set_target_properties(colead_library PROPERTIES EXPORT_NAME colead)
set(colead_exported colead_library colead_options colead_version colead_random123
    colead_tomlplusplus)
foreach(folder IN ITEMS sim agents scenarios analysis)
    list(APPEND colead_exported colead_${folder})
    set_target_properties(colead_${folder} PROPERTIES EXPORT_NAME ${folder})
    install(DIRECTORY ${folder} DESTINATION "${colead_headers}" COMPONENT development
        FILES_MATCHING PATTERN "*.hpp" PATTERN presets EXCLUDE PATTERN examples EXCLUDE)
endforeach()
install(TARGETS ${colead_exported} EXPORT colead
    ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}" COMPONENT development)
install(EXPORT colead NAMESPACE colead:: FILE colead-targets.cmake
    DESTINATION "${colead_package}" COMPONENT development)
configure_package_config_file(app/install/colead-config.cmake.in
    "${PROJECT_BINARY_DIR}/generated/colead-config.cmake" INSTALL_DESTINATION "${colead_package}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/generated/colead-config-version.cmake"
    COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/generated/colead-config.cmake"
    "${PROJECT_BINARY_DIR}/generated/colead-config-version.cmake"
    DESTINATION "${colead_package}" COMPONENT development)
install(DIRECTORY docs/examples DESTINATION "${CMAKE_INSTALL_DOCDIR}" COMPONENT development)

# --- Debian packages: cpack -G DEB in the build folder ------------------------------------------
# For other machines build with COLEAD_CPU=baseline (preset `package`).

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_CONTACT "The colead authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "simulation of collective leadership in networks")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_COMPONENTS_ALL program development)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME colead)
set(CPACK_COMPONENT_PROGRAM_DESCRIPTION
    "Compares ways to develop leadership, in leaders or in networks, on the same people with the same luck.")
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_NAME libcolead-dev)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_SHLIBDEPS OFF)
set(CPACK_DEBIAN_DEVELOPMENT_PACKAGE_DEPENDS "libboost-dev, libeigen3-dev, libtbb-dev, libhdf5-dev,\
 librandom123-dev, libtomlplusplus-dev, libfmt-dev, libpugixml-dev, nlohmann-json3-dev")
set(CPACK_COMPONENT_DEVELOPMENT_DESCRIPTION
    "The library of colead: evolving networks, keyed draws, parallel loops and the model, for programs of one's own.")
include(CPack)
