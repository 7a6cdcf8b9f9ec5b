// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {DATR} from "../../src/token/DATR.sol";
import {FoundationAwards} from "../../src/token/FoundationAwards.sol";
import {FoundationVesting} from "../../src/token/FoundationVesting.sol";
import {MiningReserve} from "../../src/token/MiningReserve.sol";
import {OperationFund} from "../../src/token/OperationFund.sol";
import {PublicOffering} from "../../src/token/PublicOffering.sol";
import {TechnologyVesting} from "../../src/token/TechnologyVesting.sol";
import {Deployment} from "./Deployment.sol";

/// @title The token's part of a consortium's foundation
abstract contract TokenDeployment is Deployment {
    /// @notice What the token's part is founded on.
    struct TokenTerms {
        address technologyBeneficiary;
        address proceedsRecipient;
        uint64 offeringDeadline;
        uint64 commentPeriodSeconds;
    }

    uint256 internal constant PUBLIC_OFFERING = 13;
    uint256 internal constant TECHNOLOGY_VESTING = 14;
    uint256 internal constant FOUNDATION_VESTING = 15;
    uint256 internal constant OPERATION_FUND = 16;
    uint256 internal constant FOUNDATION_AWARDS = 17;
    uint256 internal constant MINING_RESERVE = 18;
    uint256 internal constant TOKEN = 19;

    PublicOffering internal offering;
    TechnologyVesting internal technologyVesting;
    FoundationVesting internal foundationVesting;
    OperationFund internal operationFund;
    FoundationAwards internal foundationAwards;
    MiningReserve internal miningReserve;
    DATR internal token;

    /// @dev After `deployConsortium`.
    function deployToken(TokenTerms memory terms) internal {
        offering = PublicOffering(genesis.addressAt(PUBLIC_OFFERING));
        technologyVesting = TechnologyVesting(genesis.addressAt(TECHNOLOGY_VESTING));
        foundationVesting = FoundationVesting(genesis.addressAt(FOUNDATION_VESTING));
        operationFund = OperationFund(genesis.addressAt(OPERATION_FUND));
        foundationAwards = FoundationAwards(genesis.addressAt(FOUNDATION_AWARDS));
        miningReserve = MiningReserve(genesis.addressAt(MINING_RESERVE));
        token = DATR(genesis.addressAt(TOKEN));
        vm.label(address(offering), "PublicOffering");
        vm.label(address(technologyVesting), "TechnologyVesting");
        vm.label(address(foundationVesting), "FoundationVesting");
        vm.label(address(operationFund), "OperationFund");
        vm.label(address(foundationAwards), "FoundationAwards");
        vm.label(address(miningReserve), "MiningReserve");
        vm.label(address(token), "DATR");

        vm.startPrank(genesis.founder());
        create(
            type(PublicOffering).creationCode,
            abi.encode(token, council, miningReserve, terms.proceedsRecipient, terms.offeringDeadline)
        );
        create(type(TechnologyVesting).creationCode, abi.encode(token, offering, terms.technologyBeneficiary));
        create(type(FoundationVesting).creationCode, abi.encode(token, offering, foundationAwards));
        bytes memory fund = abi.encode(token, offering, council, terms.commentPeriodSeconds);
        create(type(OperationFund).creationCode, fund);
        create(type(FoundationAwards).creationCode, fund);
        create(type(MiningReserve).creationCode, abi.encode(token, offering, timelock));
        create(
            type(DATR).creationCode,
            abi.encode(offering, technologyVesting, operationFund, foundationVesting, miningReserve)
        );
        vm.stopPrank();
    }
}
