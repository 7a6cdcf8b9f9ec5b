// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC1967Proxy} from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Proxy.sol";

/// @title The fixed address of a contract that can be upgraded
/// @notice Holds the state and the address; its code is the implementation's. It is created together with its first
/// initialisation, so nobody can come in between. Upgrades are a function of the implementation (UUPS).
contract ConsortiumProxy is ERC1967Proxy {
    /// @param implementation Contract whose code this one runs.
    /// @param initialisation Call of the implementation's `initialize`.
    constructor(address implementation, bytes memory initialisation)
        ERC1967Proxy(implementation, initialisation)
    {}
}
