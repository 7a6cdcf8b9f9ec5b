// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {MiningReserve} from "../../src/token/MiningReserve.sol";

/// @title A distributor that pays whatever it is told
/// @dev The distributor of rewards is a later capability; the reserve must hold against any.
contract RewardsPayer {
    MiningReserve private immutable _reserve;

    constructor(MiningReserve reserve_) {
        _reserve = reserve_;
    }

    function pay(address to, uint256 amount) external {
        _reserve.pay(to, amount);
    }
}
