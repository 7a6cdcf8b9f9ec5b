// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @title A token as rounds are paid in: 6 decimals, with permits
contract PaymentToken is ERC20, ERC20Permit {
    constructor() ERC20("Payment", "PAY") ERC20Permit("Payment") {}

    function mint(address to, uint256 amount) external {
        _mint(to, amount);
    }

    function decimals() public pure override returns (uint8) {
        return 6;
    }
}

/// @title A token that keeps a hundredth of every transfer
contract FeeToken is PaymentToken {
    function _update(address from, address to, uint256 amount) internal override {
        if (from == address(0)) return super._update(from, to, amount);
        super._update(from, to, amount - amount / 100);
        super._update(from, address(0), amount / 100);
    }
}

/// @title Whoever is called when a token with hooks moves
interface ITransferHook {
    function onTransfer(address from, address to) external;
}

/// @title A token that tells somebody of every transfer while it happens
contract HookToken is PaymentToken {
    ITransferHook public hook;

    function setHook(ITransferHook hook_) external {
        hook = hook_;
    }

    function _update(address from, address to, uint256 amount) internal override {
        super._update(from, to, amount);
        if (address(hook) != address(0)) hook.onTransfer(from, to);
    }
}
