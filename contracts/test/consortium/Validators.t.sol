// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ConsortiumProxy} from "../../src/consortium/ConsortiumProxy.sol";
import {Members} from "../../src/consortium/Members.sol";
import {Validators} from "../../src/consortium/Validators.sol";
import {ValidatorsSetup} from "./ValidatorsSetup.sol";
import {Initializable} from "@openzeppelin/contracts/proxy/utils/Initializable.sol";

/// @dev The branches of Validators.tree.
contract ValidatorsTest is ValidatorsSetup {
    uint256 private constant KEY = 0xA11CE;
    uint256 private constant OTHER_KEY = 0xB0B;

    /// @dev A member with the validator role, and its node that is not proved.
    address private newcomer = makeAccount("newcomer");
    address private node;

    function setUp() public override {
        super.setUp();
        addMember(newcomer, "Newcomer", roles(Members.Role.Validator));
        node = register(newcomer, KEY);
        vm.roll(1000);
    }

    function test_Initialize_CountsTheFoundersNode() public view {
        vm.assertEq(validators.validatorCount(), 1);
        vm.assertEq(validators.getValidators()[0], foundationNode);
        vm.assertEq(validators.validatorOf(foundation), foundationNode);
        Validators.Node memory first = validators.getNode(foundationNode);
        vm.assertEq(first.node, foundationNode);
        vm.assertEq(first.member, foundation);
        vm.assertEq(first.registeredAt, GENESIS_TIME);
        vm.assertEq(first.provedAt, 0);
        vm.assertEq(first.isValidator, true);
        vm.assertEq(first.endpoint, "enode://node.example:30303");
        vm.assertEq(address(validators.members()), address(members));
        vm.assertEq(validators.authority(), address(access));
    }

    function test_Initialize_RevertWhen_TheFounderIsNoValidatorOrTheNodeIsInvalid() public {
        Validators implementation = new Validators(members);
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_NotValidator.selector, registrar));
        new ConsortiumProxy(
            address(implementation),
            abi.encodeCall(Validators.initialize, (address(access), registrar, node, ""))
        );
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_NodeZero.selector));
        new ConsortiumProxy(
            address(implementation),
            abi.encodeCall(Validators.initialize, (address(access), foundation, address(0), ""))
        );
        bytes memory call = abi.encodeCall(
            Validators.initialize, (address(access), foundation, node, string(new bytes(257)))
        );
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_EndpointTooLong.selector, 257));
        new ConsortiumProxy(address(implementation), call);
    }

    function test_Initialize_RevertWhen_CalledAgainOrOnTheImplementation() public {
        Validators[2] memory targets = [validators, new Validators(members)];
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(foundation);
            vm.expectRevert(abi.encodeWithSelector(Initializable.InvalidInitialization.selector));
            targets[i].initialize(stranger, foundation, node, "");
        }
    }

    function test_RegisterNode_KeepsItWithoutCountingIt() public {
        address second = makeNode(OTHER_KEY);
        vm.warp(GENESIS_TIME + 60);
        vm.prank(newcomer);
        vm.expectEmit(address(validators));
        emit Validators.NodeRegistered(newcomer, second, "enode://second.example:30303");
        validators.registerNode(second, "enode://second.example:30303");

        Validators.Node[] memory nodes = validators.nodesOf(newcomer);
        vm.assertEq(nodes.length, 2);
        vm.assertEq(nodes[0].node, node);
        vm.assertEq(nodes[1].node, second);
        vm.assertEq(nodes[1].registeredAt, GENESIS_TIME + 60);
        vm.assertEq(nodes[1].endpoint, "enode://second.example:30303");
        vm.assertEq(nodes[1].isValidator, false);
        vm.assertEq(validators.nodeCount(), 3);
        vm.assertEq(validators.nodeAt(2).node, second);
        vm.assertEq(validators.validatorCount(), 1);
        vm.assertEq(validators.validatorOf(newcomer), address(0));
    }

    function test_RegisterNode_RevertWhen_CallerIsNoMember() public {
        setRoles(manufacturer, 0);
        address[3] memory callers = [stranger, registrarServer, manufacturer];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(abi.encodeWithSelector(Validators.Validators_NotMember.selector, callers[i]));
            validators.registerNode(alice, "");
        }
    }

    function test_RegisterNode_RevertWhen_NodeIsZeroOrEndpointTooLong() public {
        vm.startPrank(newcomer);
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_NodeZero.selector));
        validators.registerNode(address(0), "");
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_EndpointTooLong.selector, 257));
        validators.registerNode(alice, string(new bytes(257)));
        validators.registerNode(alice, string(new bytes(256)));
        vm.stopPrank();
    }

    function test_RegisterNode_RevertWhen_TheMemberHasSixteen() public {
        for (uint256 i = 1; i < validators.NODES_PER_MEMBER_MAX(); ++i) {
            register(newcomer, KEY + i);
        }
        vm.prank(newcomer);
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_NodesFull.selector, newcomer));
        validators.registerNode(alice, "");
        vm.prank(newcomer);
        validators.removeNode(node);
        vm.prank(newcomer);
        validators.registerNode(alice, "");
    }

    function test_RegisterNode_RevertWhen_TheNodeIsTaken() public {
        vm.prank(newcomer);
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_NodeTaken.selector, node, newcomer));
        validators.registerNode(node, "");
        // One that counts without a proof, one that was proved and does not count.
        register(registrar, OTHER_KEY);
        prove(OTHER_KEY, registrar);
        address[2] memory taken = [foundationNode, vm.addr(OTHER_KEY)];
        address[2] memory holders = [foundation, registrar];
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(newcomer);
            vm.expectRevert(
                abi.encodeWithSelector(Validators.Validators_NodeTaken.selector, taken[i], holders[i])
            );
            validators.registerNode(taken[i], "");
        }
    }

    function test_RegisterNode_TakesWhatWasOnlyNamed() public {
        vm.prank(registrar);
        vm.expectEmit(address(validators));
        emit Validators.NodeRemoved(newcomer, node);
        validators.registerNode(node, "enode://registrar.example:30303");
        vm.assertEq(validators.nodesOf(newcomer).length, 0);
        vm.assertEq(validators.getNode(node).member, registrar);
        vm.assertEq(validators.nodeCount(), 2);

        // Who holds its key proves it, and keeps it.
        vm.prank(newcomer);
        validators.registerNode(node, "");
        prove(KEY, newcomer);
        vm.prank(registrar);
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_NodeTaken.selector, node, newcomer));
        validators.registerNode(node, "");
    }

    function test_RegisterNode_TakesWhatAMemberLeftBehind() public {
        prove(KEY, newcomer);
        vm.prank(newcomer);
        members.resign();
        vm.assertEq(validators.getNode(node).member, newcomer);
        vm.prank(registrar);
        validators.registerNode(node, "");
        vm.assertEq(validators.getNode(node).member, registrar);
        vm.assertEq(validators.getNode(node).provedAt, 0);
    }

    function test_SetEndpoint_KeepsIt() public {
        vm.startPrank(newcomer);
        vm.expectEmit(address(validators));
        emit Validators.EndpointChanged(newcomer, node, "https://node.example");
        validators.setEndpoint(node, "https://node.example");
        vm.assertEq(validators.getNode(node).endpoint, "https://node.example");
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_EndpointTooLong.selector, 257));
        validators.setEndpoint(node, string(new bytes(257)));
        vm.stopPrank();
    }

    function test_SetEndpointAndRemoveNode_RevertWhen_NotTheCallersNode() public {
        vm.startPrank(registrar);
        bytes memory unknown = abi.encodeWithSelector(Validators.Validators_UnknownNode.selector, alice);
        vm.expectRevert(unknown);
        validators.setEndpoint(alice, "");
        vm.expectRevert(unknown);
        validators.removeNode(alice);
        vm.expectRevert(unknown);
        validators.getNode(alice);
        bytes memory notYours =
            abi.encodeWithSelector(Validators.Validators_NotMemberOfNode.selector, node, registrar);
        vm.expectRevert(notYours);
        validators.setEndpoint(node, "");
        vm.expectRevert(notYours);
        validators.removeNode(node);
        vm.stopPrank();
    }

    function test_RemoveNode_TakesItOffTheValidators() public {
        prove(KEY, newcomer);
        vm.startPrank(newcomer);
        vm.expectEmit(address(validators));
        emit Validators.ValidatorRemoved(newcomer, node);
        vm.expectEmit(address(validators));
        emit Validators.NodeRemoved(newcomer, node);
        validators.removeNode(node);
        vm.stopPrank();
        vm.assertEq(validators.validatorCount(), 1);
        vm.assertEq(validators.validatorOf(newcomer), address(0));
        vm.assertEq(validators.nodeCount(), 1);
        vm.assertEq(validators.nodesOf(newcomer).length, 0);
    }

    function test_RemoveNode_AlsoAfterLeaving() public {
        vm.startPrank(newcomer);
        members.resign();
        validators.removeNode(node);
        vm.stopPrank();
        vm.assertEq(validators.nodeCount(), 1);
    }

    function test_RemoveNode_RevertWhen_LastValidator() public {
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_LastValidator.selector, foundationNode));
        validators.removeNode(foundationNode);
    }

    function test_ProveNode_CountsTheNode() public {
        Proof memory proof = makeProof(KEY, newcomer);
        vm.warp(GENESIS_TIME + 60);
        vm.prank(stranger);
        vm.expectEmit(address(validators));
        emit Validators.NodeProved(newcomer, node, 999);
        vm.expectEmit(address(validators));
        emit Validators.ValidatorAdded(newcomer, node);
        validators.proveNode(node, proof.blockNumber, sign(proof));

        vm.assertEq(validators.getNode(node).isValidator, true);
        vm.assertEq(validators.getNode(node).provedAt, GENESIS_TIME + 60);
        vm.assertEq(validators.validatorOf(newcomer), node);
        vm.assertEq(validators.validatorCount(), 2);
        vm.assertEq(validators.getValidators()[1], node);
    }

    function test_ProveNode_RevertWhen_TheNodeIsUnknown() public {
        Proof memory proof = makeProof(OTHER_KEY, newcomer);
        expectRefused(
            proof, abi.encodeWithSelector(Validators.Validators_UnknownNode.selector, vm.addr(OTHER_KEY))
        );
    }

    function test_ProveNode_RevertWhen_TheBlockIsNotRecent() public {
        uint16[4] memory numbers = [743, 1000, 1001, 2000];
        for (uint256 i = 0; i < numbers.length; ++i) {
            Proof memory proof = makeProof(KEY, newcomer);
            proof.blockNumber = numbers[i];
            proof.blockHash = blockhash(numbers[i]);
            expectRefused(
                proof, abi.encodeWithSelector(Validators.Validators_BlockNotRecent.selector, numbers[i])
            );
        }
        Proof memory oldest = makeProof(KEY, newcomer);
        oldest.blockNumber = 744;
        oldest.blockHash = blockhash(744);
        vm.assertTrue(oldest.blockHash != 0, "the oldest block whose hash is known");
        validators.proveNode(node, 744, sign(oldest));
        vm.assertEq(validators.validatorCount(), 2);
    }

    function test_ProveNode_RevertWhen_TheSameProofComesAgain() public {
        Proof memory proof = makeProof(KEY, newcomer);
        validators.proveNode(node, proof.blockNumber, sign(proof));
        bytes memory refusal =
            abi.encodeWithSelector(Validators.Validators_ProofNotNewer.selector, node, proof.blockNumber);
        expectRefused(proof, refusal);

        // Nor does an old proof count for a member that lost its role and has it again, or for a node that came back.
        setRoles(newcomer, roles(Members.Role.Notary));
        setRoles(newcomer, roles(Members.Role.Validator));
        expectRefused(proof, refusal);
        vm.startPrank(newcomer);
        validators.removeNode(node);
        validators.registerNode(node, "");
        vm.stopPrank();
        expectRefused(proof, refusal);
        proof.blockNumber -= 1;
        proof.blockHash = blockhash(proof.blockNumber);
        expectRefused(
            proof,
            abi.encodeWithSelector(Validators.Validators_ProofNotNewer.selector, node, proof.blockNumber)
        );
        vm.assertEq(validators.validatorCount(), 1);

        nextBlock();
        prove(KEY, newcomer);
        vm.assertEq(validators.validatorCount(), 2);
    }

    function test_ProveNode_RevertWhen_TheSignatureIsOverSomethingElse() public {
        Proof memory proof = makeProof(KEY, newcomer);
        proof.member = registrar;
        expectInvalid(proof);
        proof = makeProof(KEY, newcomer);
        proof.blockHash = blockhash(998);
        expectInvalid(proof);
        proof = makeProof(KEY, newcomer);
        proof.chainId += 1;
        expectInvalid(proof);
        proof = makeProof(KEY, newcomer);
        proof.verifier = address(members);
        expectInvalid(proof);

        // The key of another node, over this one.
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(OTHER_KEY, digestOf(makeProof(KEY, newcomer)));
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_ProofInvalid.selector, node));
        validators.proveNode(node, 999, abi.encodePacked(r, s, v));
    }

    /// @dev A node that another member named first proves nothing for that member, and the other way round.
    function test_ProveNode_RevertWhen_TheProofIsAnotherMembers() public {
        Proof memory proof = makeProof(KEY, newcomer);
        vm.prank(registrar);
        validators.registerNode(node, "");
        expectInvalid(proof);
    }

    function test_ProveNode_RevertWhen_TheChainHasSplit() public {
        Proof memory proof = makeProof(KEY, newcomer);
        vm.chainId(block.chainid + 1);
        expectInvalid(proof);
    }

    function test_ProveNode_RevertWhen_AnotherContractIsAsked() public {
        Proof memory proof = makeProof(KEY, newcomer);
        validators = Validators(
            address(
                new ConsortiumProxy(
                    address(new Validators(members)),
                    abi.encodeCall(Validators.initialize, (address(access), foundation, foundationNode, ""))
                )
            )
        );
        register(newcomer, KEY);
        expectInvalid(proof);
        prove(KEY, newcomer);
        vm.assertEq(validators.validatorCount(), 2);
    }

    /// @dev With s' = n - s and the other v, every signature has a second form; it is refused.
    function test_ProveNode_RevertWhen_TheSignatureIsMalleable() public {
        Proof memory proof = makeProof(KEY, newcomer);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(KEY, digestOf(proof));
        bytes memory mirrored =
            abi.encodePacked(r, bytes32(SECP256K1_ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        bytes[4] memory signatures =
            [mirrored, abi.encodePacked(r, s), abi.encodePacked(r, s, v, v), new bytes(65)];
        for (uint256 i = 0; i < signatures.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(Validators.Validators_ProofInvalid.selector, node));
            validators.proveNode(node, proof.blockNumber, signatures[i]);
        }
        validators.proveNode(node, proof.blockNumber, abi.encodePacked(r, s, v));
    }

    function test_ProveNode_WithoutTheRole_RecordsTheProofOnly() public {
        address other = register(registrar, OTHER_KEY);
        prove(OTHER_KEY, registrar);
        vm.assertEq(validators.getNode(other).provedAt, GENESIS_TIME);
        vm.assertEq(validators.getNode(other).isValidator, false);
        setRoles(registrar, roles(Members.Role.Registrar, Members.Role.Validator));
        vm.assertEq(validators.validatorCount(), 1);
        nextBlock();
        prove(OTHER_KEY, registrar);
        vm.assertEq(validators.validatorOf(registrar), other);
    }

    /// @dev It needs no gap, so the only validator of a chain can move to another machine.
    function test_ProveNode_TakesThePlaceOfTheMembersOtherNode() public {
        address second = register(foundation, OTHER_KEY);
        Proof memory proof = makeProof(OTHER_KEY, foundation);
        vm.expectEmit(address(validators));
        emit Validators.ValidatorAdded(foundation, second);
        vm.expectEmit(address(validators));
        emit Validators.ValidatorRemoved(foundation, foundationNode);
        validators.proveNode(second, proof.blockNumber, sign(proof));
        vm.assertEq(validators.validatorCount(), 1);
        vm.assertEq(validators.getValidators()[0], second);
        vm.assertEq(validators.validatorOf(foundation), second);
        vm.assertEq(validators.getNode(foundationNode).isValidator, false);

        nextBlock();
        prove(OTHER_KEY, foundation);
        vm.assertEq(validators.validatorCount(), 1, "proving it again adds nothing");
    }

    function test_ProveNode_RevertWhen_AHundredValidateAlready() public {
        for (uint256 i = 1; i < validators.VALIDATORS_MAX(); ++i) {
            admitValidator(string(abi.encodePacked("validator ", bytes1(uint8(i)))), 100 + i);
        }
        vm.assertEq(validators.validatorCount(), 100);
        expectRefused(
            makeProof(KEY, newcomer), abi.encodeWithSelector(Validators.Validators_ValidatorsFull.selector)
        );
        // Who validates already may still change its node.
        address second = register(foundation, OTHER_KEY);
        prove(OTHER_KEY, foundation);
        vm.assertEq(validators.validatorCount(), 100);
        vm.assertEq(validators.validatorOf(foundation), second);
    }

    function test_OnRolesChanged_RevertWhen_CallerIsNotTheListOfMembers() public {
        address[3] memory callers = [foundation, newcomer, address(membersVote)];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(abi.encodeWithSelector(Validators.Validators_NotMembers.selector, callers[i]));
            validators.onRolesChanged(newcomer, 0);
        }
    }

    function test_OnRolesChanged_TakesTheNodeOffWithTheRole() public {
        prove(KEY, newcomer);
        setRoles(newcomer, roles(Members.Role.Validator, Members.Role.Notary));
        vm.assertEq(validators.validatorOf(newcomer), node, "it keeps the role");
        setRoles(registrar, roles(Members.Role.Notary));
        vm.assertEq(validators.validatorCount(), 2, "it had no node");

        vm.expectEmit(address(validators));
        emit Validators.ValidatorRemoved(newcomer, node);
        setRoles(newcomer, roles(Members.Role.Notary));
        vm.assertEq(validators.validatorCount(), 1);
        vm.assertEq(validators.getNode(node).isValidator, false);
        vm.assertEq(validators.nodesOf(newcomer).length, 1, "it stays registered");
    }

    function test_Resign_TakesTheNodeOff() public {
        prove(KEY, newcomer);
        vm.prank(foundation);
        members.resign();
        vm.assertEq(validators.validatorCount(), 1);
        vm.assertEq(validators.getValidators()[0], node);
        vm.prank(newcomer);
        vm.expectRevert(abi.encodeWithSelector(Validators.Validators_LastValidator.selector, node));
        members.resign();
    }

    /// @dev As Besu calls it and decodes it: the selector of `getValidators()`, and one dynamic array of addresses
    /// (`new Function("getValidators", List.of(), List.of(new TypeReference<DynamicArray<Address>>() {}))` in
    /// consensus/qbft/.../validator/ValidatorContractController.java of hyperledger/besu; its published interface is
    /// `function getValidators() external view returns (address[] memory)`).
    function test_GetValidators_IsWhatBesuReads() public {
        prove(KEY, newcomer);
        (bool success, bytes memory answer) = address(validators).staticcall(hex"b7ab4db5");
        vm.assertEq(success, true);
        vm.assertEq(answer.length, 4 * 32);
        uint256[4] memory words = abi.decode(answer, (uint256[4]));
        vm.assertEq(words[0], 32, "offset of the array");
        vm.assertEq(words[1], 2, "number of validators");
        vm.assertEq(words[2], uint256(uint160(foundationNode)));
        vm.assertEq(words[3], uint256(uint160(node)));
    }

    function test_Domain_IsTheOneThatNodesSign() public view {
        (bytes1 fields, string memory name, string memory version, uint256 chainId, address verifier,,) =
            validators.eip712Domain();
        vm.assertEq(uint8(fields), 0x0f);
        vm.assertEq(name, "Datacar Validators");
        vm.assertEq(version, "1");
        vm.assertEq(chainId, block.chainid);
        vm.assertEq(verifier, address(validators));
    }

    function expectInvalid(Proof memory proof) private {
        expectRefused(
            proof, abi.encodeWithSelector(Validators.Validators_ProofInvalid.selector, vm.addr(proof.key))
        );
    }

    function expectRefused(Proof memory proof, bytes memory refusal) private {
        bytes memory signature = sign(proof);
        vm.expectRevert(refusal);
        validators.proveNode(vm.addr(proof.key), proof.blockNumber, signature);
    }
}
