// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {MembersVoteSetup} from "./MembersVoteSetup.sol";

/// @notice What it costs to decide; see contracts/test/Gas.t.sol.
contract GasMembersVoteTest is MembersVoteSetup {
    uint256 private open;
    uint256 private passed;
    uint256 private passedCalls;
    uint256 private scheduled;

    function setUp() public override {
        super.setUp();
        uint256[4] memory ids = [
            proposeAdmission(alice),
            proposeAdmission(bob),
            proposeRinging(foundation),
            proposeRinging(foundation)
        ];
        for (uint256 i = 0; i < 4; ++i) {
            vote(ids[i], foundation, true);
            if (i != 0) vote(ids[i], manufacturer, true);
        }
        membersVote.execute(ids[3]);
        vm.warp(GENESIS_TIME + TIMELOCK_DELAY_SECONDS);
        (open, passed, passedCalls, scheduled) = (ids[0], ids[1], ids[2], ids[3]);
    }

    function test_ProposeAdmission() public {
        proposeAdmission(stranger);
    }

    function test_ProposeCalls() public {
        proposeRinging(foundation);
    }

    function test_CastVote() public {
        vote(open, registrar, true);
    }

    function test_Execute_Admission() public {
        membersVote.execute(passed);
    }

    function test_Execute_Calls() public {
        membersVote.execute(passedCalls);
    }

    function test_ExecuteCalls() public {
        membersVote.executeCalls(scheduled);
    }

    function test_Resign() public {
        vm.prank(registrar);
        members.resign();
    }
}

/// @notice What it costs to run a node; see contracts/test/Gas.t.sol.
contract GasValidatorsTest is MembersVoteSetup {
    uint256 private blockNumber;
    bytes private signature;

    function setUp() public override {
        super.setUp();
        addMember(alice, "Alice", roles(Members.Role.Validator));
        register(alice, 1);
        for (uint256 i = 0; i < 20; ++i) {
            admitValidator(string(abi.encodePacked("validator ", bytes1(uint8(0x41 + i)))), 100 + i);
        }
        Proof memory proof = makeProof(1, alice);
        blockNumber = proof.blockNumber;
        signature = sign(proof);
    }

    function test_RegisterNode() public {
        vm.prank(registrar);
        validators.registerNode(bob, "enode://node.example:30303");
    }

    function test_ProveNode() public {
        validators.proveNode(vm.addr(1), blockNumber, signature);
    }

    function test_GetValidators_21() public view {
        validators.getValidators();
    }
}
