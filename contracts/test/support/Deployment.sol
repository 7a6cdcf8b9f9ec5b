// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Access} from "../../src/consortium/Access.sol";
import {ConsortiumProxy} from "../../src/consortium/ConsortiumProxy.sol";
import {Council} from "../../src/consortium/Council.sol";
import {Genesis} from "../../src/consortium/Genesis.sol";
import {Members} from "../../src/consortium/Members.sol";
import {MembersVote} from "../../src/consortium/MembersVote.sol";
import {Timelock} from "../../src/consortium/Timelock.sol";
import {Validators} from "../../src/consortium/Validators.sol";
import {RecordLog} from "../../src/records/RecordLog.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {Vm} from "./Vm.sol";

/// @title A consortium as a server founds it
/// @notice Creates the contracts in the order of packages/chain/src/contracts/deployContracts.ts. The token's part
/// stands apart, in TokenDeployment.sol, so that suites without it compile less.
abstract contract Deployment {
    /// @notice What a consortium is founded on.
    struct Terms {
        address founder;
        string name;
        uint32 roles;
        address node;
        string endpoint;
        address[] seats;
        uint256 threshold;
        uint64 votingPeriodSeconds;
        uint256 timelockDelaySeconds;
    }

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @dev Places of the contracts, in the order of their creation.
    uint256 internal constant ACCESS = 0;
    uint256 internal constant TIMELOCK = 1;
    uint256 internal constant MEMBERS = 3;
    uint256 internal constant MEMBERS_VOTE = 5;
    uint256 internal constant VALIDATORS = 7;
    uint256 internal constant COUNCIL = 8;
    uint256 internal constant VEHICLE_REGISTRY = 10;
    uint256 internal constant RECORD_LOG = 12;

    Genesis internal genesis;
    Access internal access;
    Timelock internal timelock;
    Members internal members;
    MembersVote internal membersVote;
    Validators internal validators;
    Council internal council;
    VehicleRegistry internal registry;
    RecordLog internal recordLog;

    function deployConsortium(Terms memory terms) internal {
        genesis = new Genesis(terms.founder);
        access = Access(genesis.addressAt(ACCESS));
        timelock = Timelock(payable(genesis.addressAt(TIMELOCK)));
        members = Members(genesis.addressAt(MEMBERS));
        membersVote = MembersVote(genesis.addressAt(MEMBERS_VOTE));
        validators = Validators(genesis.addressAt(VALIDATORS));
        council = Council(genesis.addressAt(COUNCIL));
        registry = VehicleRegistry(genesis.addressAt(VEHICLE_REGISTRY));
        recordLog = RecordLog(genesis.addressAt(RECORD_LOG));
        vm.label(address(access), "Access");
        vm.label(address(timelock), "Timelock");
        vm.label(address(members), "Members");
        vm.label(address(membersVote), "MembersVote");
        vm.label(address(validators), "Validators");
        vm.label(address(council), "Council");
        vm.label(address(registry), "VehicleRegistry");
        vm.label(address(recordLog), "RecordLog");

        vm.startPrank(terms.founder);
        _createGovernment(terms);
        _createRegistries();
        vm.stopPrank();
    }

    function _createGovernment(Terms memory terms) private {
        create(
            type(Access).creationCode,
            abi.encode(
                Access.Contracts({
                    timelock: address(timelock),
                    members: address(members),
                    membersVote: address(membersVote),
                    validators: address(validators),
                    council: address(council),
                    vehicleRegistry: address(registry),
                    recordLog: address(recordLog)
                })
            )
        );
        create(type(Timelock).creationCode, abi.encode(terms.timelockDelaySeconds, membersVote));
        createProxied(
            type(Members).creationCode,
            abi.encode(timelock, membersVote, validators),
            abi.encodeCall(Members.initialize, (address(access), terms.founder, terms.name, terms.roles))
        );
        createProxied(
            type(MembersVote).creationCode,
            abi.encode(members, timelock),
            abi.encodeCall(MembersVote.initialize, (address(access), terms.votingPeriodSeconds))
        );
        createProxied(
            type(Validators).creationCode,
            abi.encode(members),
            abi.encodeCall(
                Validators.initialize, (address(access), terms.founder, terms.node, terms.endpoint)
            )
        );
        create(type(Council).creationCode, abi.encode(members, terms.seats, terms.threshold));
    }

    function _createRegistries() private {
        createProxied(
            type(VehicleRegistry).creationCode,
            abi.encode(members),
            abi.encodeCall(VehicleRegistry.initialize, (address(access)))
        );
        createProxied(
            type(RecordLog).creationCode,
            abi.encode(members),
            abi.encodeCall(RecordLog.initialize, (address(access)))
        );
    }

    /// @dev The next contract, in the founder's name.
    function create(bytes memory creationCode, bytes memory arguments) internal returns (address) {
        return genesis.create(genesis.createdCount(), bytes.concat(creationCode, arguments));
    }

    /// @dev The next two contracts: an implementation and its proxy.
    function createProxied(bytes memory creationCode, bytes memory arguments, bytes memory initialisation)
        private
        returns (address)
    {
        address implementation = create(creationCode, arguments);
        return create(type(ConsortiumProxy).creationCode, abi.encode(implementation, initialisation));
    }
}
