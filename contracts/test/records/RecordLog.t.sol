// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {RecordLog} from "../../src/records/RecordLog.sol";
import {MerkleTree} from "../support/MerkleTree.sol";
import {RecordLogSetup} from "./RecordLogSetup.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

/// @dev The branches of RecordLog.tree.
contract RecordLogTest is RecordLogSetup {
    function test_OpenLog_GivesTheNextIdAndKeepsWhatItWasGiven() public {
        vm.prank(manufacturer);
        vm.expectEmit(address(recordLog));
        emit RecordLog.LogOpened(2, manufacturer, "example.com/log", NOTE_KEY);
        vm.assertEq(recordLog.openLog("example.com/log", NOTE_KEY), 2);

        vm.assertEq(recordLog.logCount(), 2);
        vm.assertEq(recordLog.logIdOfOrigin("example.com/log"), 2);
        vm.assertEq(recordLog.logIdOfOrigin("example.com/other"), 0);
        RecordLog.Log memory log = recordLog.getLog(2);
        vm.assertEq(log.member, manufacturer);
        vm.assertEq(log.openedAt, GENESIS_TIME);
        vm.assertEq(log.noteKey, NOTE_KEY);
        vm.assertEq(log.origin, "example.com/log");
        vm.assertEq(recordLog.anchorCount(2), 0);
        vm.assertEq(recordLog.latestAnchor(2).size, 0);
    }

    function test_OpenLog_RevertWhen_CallerIsNoMember() public {
        address[2] memory callers = [stranger, registrarServer];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, callers[i])
            );
            recordLog.openLog("example.com/log", NOTE_KEY);
        }
    }

    /// @dev Access would keep it, and nobody could anchor it.
    function test_OpenLog_RevertWhen_CalledThroughAccess() public {
        vm.prank(manufacturer);
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_NotMember.selector, address(access)));
        access.execute(address(recordLog), abi.encodeCall(RecordLog.openLog, ("example.com/log", NOTE_KEY)));
    }

    function test_OpenLog_RevertWhen_OriginIsInvalid() public {
        string[7] memory origins = [
            "",
            "a b",
            "a+b",
            "a\nb",
            unicode"é",
            "a\x7f",
            string(new bytes(recordLog.ORIGIN_BYTES_MAX() + 1))
        ];
        vm.startPrank(registrar);
        for (uint256 i = 0; i < origins.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_OriginInvalid.selector, origins[i]));
            recordLog.openLog(origins[i], NOTE_KEY);
        }
        vm.stopPrank();
    }

    function test_OpenLog_RevertWhen_NoteKeyIsZero() public {
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_NoteKeyMissing.selector));
        recordLog.openLog("example.com/log", 0);
    }

    function test_OpenLog_RevertWhen_OriginIsTaken() public {
        vm.prank(manufacturer);
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_OriginTaken.selector, ORIGIN, logId));
        recordLog.openLog(ORIGIN, NOTE_KEY);
    }

    function test_Anchor_RevertWhen_LogIsUnknown() public {
        uint256[2] memory unknownIds = [0, logId + 1];
        for (uint256 i = 0; i < unknownIds.length; ++i) {
            vm.prank(registrarServer);
            vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_UnknownLog.selector, unknownIds[i]));
            recordLog.anchor(unknownIds[i], 1, 0, 0, 0, new bytes32[](0));
        }
    }

    function test_Anchor_RevertWhen_CallerIsNoServerOfTheLogsMember() public {
        vm.prank(manufacturer);
        members.addServerAccount(bob);
        address[4] memory callers = [stranger, manufacturer, bob, registrar];
        for (uint256 i = 0; i < callers.length; ++i) {
            expectNotServer(callers[i]);
        }
    }

    function test_Anchor_RevertWhen_MemberHasLeft() public {
        setRoles(registrar, 0);
        expectNotServer(registrarServer);
    }

    function test_Anchor_RevertWhen_ServerWasRemoved() public {
        vm.prank(registrar);
        members.removeServerAccount(registrarServer);
        expectNotServer(registrarServer);
    }

    function test_Anchor_RevertWhen_MapIsLargerThanTheLog() public {
        vm.prank(registrarServer);
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_MapLargerThanLog.selector, logId, 4, 3));
        recordLog.anchor(logId, 3, keccak256("root"), MAP_ROOT, 4, new bytes32[](0));
    }

    function test_Anchor_First_RecordsAnyTree() public {
        vm.roll(20);
        vm.warp(GENESIS_TIME + 600);
        bytes32[] memory leaves = makeLeaves(5, "leaf");
        bytes32 root = MerkleTree.root(leaves, 5);
        vm.expectEmit(address(recordLog));
        emit RecordLog.Anchored(logId, 0, 5, root, MAP_ROOT, 2);
        anchor(leaves, 5, 2);

        vm.assertEq(recordLog.anchorCount(logId), 1);
        RecordLog.Anchor memory first = recordLog.anchorAt(logId, 0);
        vm.assertEq(first.root, root);
        vm.assertEq(first.mapRoot, MAP_ROOT);
        vm.assertEq(first.size, 5);
        vm.assertEq(first.mapSize, 2);
        vm.assertEq(first.anchoredAt, GENESIS_TIME + 600);
        vm.assertEq(first.blockNumber, 20);
        vm.assertEq(keccak256(abi.encode(recordLog.latestAnchor(logId))), keccak256(abi.encode(first)));
    }

    function test_Anchor_First_RevertWhen_Empty() public {
        bytes32 emptyRoot = sha256("");
        vm.prank(registrarServer);
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_NotGrown.selector, logId, 0, 0));
        recordLog.anchor(logId, 0, emptyRoot, emptyRoot, 0, new bytes32[](0));
    }

    function test_Anchor_First_RevertWhen_ProofIsGiven() public {
        expectProofInvalid(0, 3);
        recordLog.anchor(logId, 3, keccak256("root"), MAP_ROOT, 1, new bytes32[](1));
    }

    function testFuzz_Anchor_Next_RecordsWhatGrew(uint256 first, uint256 second, uint256 third) public {
        uint64 firstSize = uint64(bound(first, 1, 60));
        uint64 secondSize = uint64(bound(second, firstSize + 1, 90));
        uint64 thirdSize = uint64(bound(third, secondSize + 1, 120));
        bytes32[] memory leaves = makeLeaves(thirdSize, "leaf");
        anchor(leaves, firstSize, 1);
        anchor(leaves, secondSize, 1);
        anchor(leaves, thirdSize, 2);
        vm.assertEq(recordLog.anchorCount(logId), 3);
        vm.assertEq(recordLog.anchorAt(logId, 1).root, MerkleTree.root(leaves, secondSize));
        vm.assertEq(recordLog.latestAnchor(logId).root, MerkleTree.root(leaves, thirdSize));
    }

    function test_Anchor_Next_RevertWhen_NotGrown() public {
        bytes32[] memory leaves = makeLeaves(8, "leaf");
        anchor(leaves, 8, 1);
        bytes32 root = MerkleTree.root(leaves, 8);
        bytes32 smallerRoot = MerkleTree.root(leaves, 7);
        vm.startPrank(registrarServer);
        // The same log with another map is refused too: a map changes only by a header, which is a leaf.
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_NotGrown.selector, logId, 8, 8));
        recordLog.anchor(logId, 8, root, keccak256("other map"), 2, new bytes32[](0));
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_NotGrown.selector, logId, 8, 7));
        recordLog.anchor(logId, 7, smallerRoot, MAP_ROOT, 1, new bytes32[](0));
        vm.stopPrank();
    }

    function test_Anchor_Next_RevertWhen_MapShrinks() public {
        bytes32[] memory leaves = makeLeaves(9, "leaf");
        anchor(leaves, 8, 3);
        bytes32[] memory proof = MerkleTree.consistencyProof(leaves, 8, 9);
        bytes32 root = MerkleTree.root(leaves, 9);
        vm.prank(registrarServer);
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_MapShrunk.selector, logId, 3, 2));
        recordLog.anchor(logId, 9, root, MAP_ROOT, 2, proof);
    }

    /// @dev A fork shares a beginning with the anchored log, then differs in one leaf that was anchored.
    function testFuzz_Anchor_Next_RevertWhen_Forked(uint256 first, uint256 second, uint256 changed) public {
        uint64 firstSize = uint64(bound(first, 1, 60));
        uint64 secondSize = uint64(bound(second, firstSize + 1, 100));
        bytes32[] memory leaves = makeLeaves(secondSize, "leaf");
        anchor(leaves, firstSize, 1);
        leaves[bound(changed, 0, firstSize - 1)] = keccak256("fork");
        bytes32[] memory proof = MerkleTree.consistencyProof(leaves, firstSize, secondSize);
        bytes32 root = MerkleTree.root(leaves, secondSize);
        expectProofInvalid(firstSize, secondSize);
        recordLog.anchor(logId, secondSize, root, MAP_ROOT, 1, proof);
    }

    function test_Anchor_Logs_DoNotTouchEachOther() public {
        anchor(makeLeaves(4, "leaf"), 4, 1);
        vm.prank(registrar);
        logId = recordLog.openLog("example.com/second", NOTE_KEY);
        anchor(makeLeaves(3, "other leaf"), 3, 1);
        vm.assertEq(recordLog.latestAnchor(1).size, 4);
        vm.assertEq(recordLog.latestAnchor(2).size, 3);
    }

    function test_AnchorAt_RevertWhen_Unknown() public {
        anchor(makeLeaves(4, "leaf"), 4, 1);
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_UnknownAnchor.selector, logId, 1));
        recordLog.anchorAt(logId, 1);
    }

    /// @dev Against the search from the front.
    function testFuzz_AnchorCovering_FindsTheFirstThatCovers(uint256 growth, uint64 wanted) public {
        bytes32[] memory leaves = makeLeaves(80, "leaf");
        uint64[8] memory sizes;
        uint64 size;
        for (uint256 i = 0; i < 8; ++i) {
            size += uint64(1 + (growth >> (8 * i)) % 10);
            sizes[i] = size;
            anchor(leaves, size, 1);
        }
        wanted %= size + 2;
        for (uint256 i = 0; i < 8; ++i) {
            if (sizes[i] < wanted) continue;
            (uint256 index, RecordLog.Anchor memory covering) = recordLog.anchorCovering(logId, wanted);
            vm.assertEq(index, i);
            vm.assertEq(covering.size, sizes[i]);
            return;
        }
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_NotCovered.selector, logId, wanted));
        recordLog.anchorCovering(logId, wanted);
    }

    function expectNotServer(address caller) private {
        vm.prank(caller);
        vm.expectRevert(abi.encodeWithSelector(RecordLog.RecordLog_NotServerOfLog.selector, logId, caller));
        recordLog.anchor(logId, 3, keccak256("root"), MAP_ROOT, 1, new bytes32[](0));
    }

    function expectProofInvalid(uint64 anchoredSize, uint64 size) private {
        vm.prank(registrarServer);
        vm.expectRevert(
            abi.encodeWithSelector(
                RecordLog.RecordLog_ConsistencyProofInvalid.selector, logId, anchoredSize, size
            )
        );
    }
}
