// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title Calendar months, counted on the fingers
/// @notice Walks through the years and months from 1970 on, unlike the library that the contracts use, which computes
/// dates in closed form: so one checks the other.
library Calendar {
    function addMonths(uint256 timestamp, uint256 months) internal pure returns (uint256) {
        uint256 day = timestamp / 1 days;
        uint256 month;
        while (day >= daysIn(month)) {
            day -= daysIn(month);
            ++month;
        }
        uint256 last = daysIn(month + months) - 1;
        return start(month + months) + (day < last ? day : last) * 1 days + timestamp % 1 days;
    }

    /// @dev First second of a month, counted from January 1970.
    function start(uint256 month) internal pure returns (uint256 timestamp) {
        for (uint256 i = 0; i < month; ++i) {
            timestamp += daysIn(i) * 1 days;
        }
    }

    function daysIn(uint256 month) internal pure returns (uint256) {
        uint256 place = month % 12;
        if (place == 1) return isLeap(1970 + month / 12) ? 29 : 28;
        return place == 3 || place == 5 || place == 8 || place == 10 ? 30 : 31;
    }

    function isLeap(uint256 year) internal pure returns (bool) {
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    }
}
