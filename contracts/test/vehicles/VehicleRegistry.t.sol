// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../../src/consortium/Members.sol";
import {VehicleRegistry} from "../../src/vehicles/VehicleRegistry.sol";
import {VehicleRegistrySetup} from "./VehicleRegistrySetup.sol";
import {IAccessManaged} from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import {IERC721Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC721} from "@openzeppelin/contracts/token/ERC721/IERC721.sol";

/// @dev The branches of VehicleRegistry.tree for registering and owning; DeviceKeys.t.sol has those for keys.
contract VehicleRegistryTest is VehicleRegistrySetup {
    function test_AssignWmi_ByTheSteward() public {
        vm.startPrank(address(timelock));
        vm.expectEmit(address(registry));
        emit VehicleRegistry.WmiAssigned(RENAULT, manufacturer);
        registry.assignWmi(RENAULT, manufacturer);
        vm.assertEq(registry.manufacturerOfWmi(RENAULT), manufacturer);
        registry.assignWmi(RENAULT, address(0));
        vm.assertEq(registry.manufacturerOfWmi(RENAULT), address(0));
        registry.assignWmi("VF9045", manufacturer);
        vm.stopPrank();
    }

    function test_AssignWmi_RevertWhen_CallerIsNotTheSteward() public {
        vm.prank(foundation);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, foundation));
        registry.assignWmi(RENAULT, manufacturer);
    }

    function test_AssignWmi_RevertWhen_NotAManufacturer() public {
        vm.prank(address(timelock));
        vm.expectRevert(
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_NotManufacturer.selector, registrar)
        );
        registry.assignWmi(RENAULT, registrar);
    }

    function test_AssignWmi_RevertWhen_Malformed() public {
        bytes6[9] memory wmis = [bytes6(""), "V", "VF", "VF1234", "VF9", "VF904", "VI1", "vf1", "VF9O45"];
        vm.startPrank(address(timelock));
        for (uint256 i = 0; i < wmis.length; ++i) {
            vm.expectRevert(
                abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_WmiInvalid.selector, wmis[i])
            );
            registry.assignWmi(wmis[i], manufacturer);
        }
        vm.stopPrank();
    }

    function test_Mint_ByARegistrar_IsSelfRegistered() public {
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        vm.expectEmit(address(registry));
        emit VehicleRegistry.VehicleRegistered(
            1,
            registrar,
            alice,
            parameters.vinTag,
            parameters.vinCommitment,
            RENAULT,
            true,
            false,
            parameters.model
        );
        vm.expectEmit(address(registry));
        emit VehicleRegistry.OwnershipEpochStarted(1, 0, alice);
        vm.prank(registrar);
        vm.assertEq(registry.mint(parameters), 1);

        VehicleRegistry.Vehicle memory vehicle = registry.getVehicle(1);
        vm.assertEq(vehicle.registrar, registrar);
        vm.assertEq(vehicle.mintedAt, GENESIS_TIME);
        vm.assertEq(vehicle.isSelfRegistered, true);
        vm.assertEq(vehicle.isSimulated, false);
        vm.assertEq(vehicle.vinTag, parameters.vinTag);
        vm.assertEq(vehicle.vinCommitment, parameters.vinCommitment);
        vm.assertEq(bytes32(vehicle.wmi), bytes32(RENAULT));
        vm.assertEq(keccak256(abi.encode(vehicle.model)), keccak256(abi.encode(parameters.model)));
        vm.assertEq(registry.ownerOf(1), alice);
        vm.assertEq(registry.vehicleCount(), 1);
        vm.assertEq(registry.vehicleIdOfVinTag(registrar, parameters.vinTag), 1);
        vm.assertEq(registry.vehicleIdOfVinTag(manufacturer, parameters.vinTag), 0);
    }

    function test_Mint_ByTheMaker_IsNotSelfRegistered() public {
        assignRenault();
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        parameters.registrar = manufacturer;
        vm.prank(manufacturer);
        registry.mint(parameters);
        vm.assertEq(registry.getVehicle(1).isSelfRegistered, false);
    }

    function test_Mint_RevertWhen_MakerIsAnotherMember() public {
        assignRenault();
        expectMintRevert(
            registrar,
            makeParameters(1),
            abi.encodeWithSelector(
                VehicleRegistry.VehicleRegistry_MakerIsMember.selector, RENAULT, manufacturer
            )
        );
    }

    function test_Mint_ByARegistrar_WhenTheMakerHasLeft() public {
        assignRenault();
        setRoles(manufacturer, 0);
        vm.assertEq(registry.getVehicle(mint(1)).isSelfRegistered, true);
    }

    function test_Mint_RevertWhen_NeitherMakerNorRegistrar() public {
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        parameters.registrar = manufacturer;
        expectMintRevert(
            manufacturer,
            parameters,
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_NotRegistrar.selector, manufacturer)
        );
    }

    function test_Mint_RevertWhen_CallerDoesNotActForTheRegistrar() public {
        address[4] memory callers = [stranger, alice, manufacturer, foundation];
        for (uint256 i = 0; i < callers.length; ++i) {
            expectMintRevert(
                callers[i],
                makeParameters(1),
                abi.encodeWithSelector(
                    VehicleRegistry.VehicleRegistry_NotActingFor.selector, registrar, callers[i]
                )
            );
        }
    }

    function test_Mint_RevertWhen_RegistrarHasLeft() public {
        setRoles(registrar, 0);
        expectMintRevert(
            registrarServer,
            makeParameters(1),
            abi.encodeWithSelector(
                VehicleRegistry.VehicleRegistry_NotActingFor.selector, registrar, registrarServer
            )
        );
    }

    function test_Mint_RevertWhen_WmiIsMalformed() public {
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        parameters.wmi = "VQ1";
        expectMintRevert(
            registrar,
            parameters,
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_WmiInvalid.selector, bytes6("VQ1"))
        );
    }

    function test_Mint_RevertWhen_VinTagIsMissing() public {
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        parameters.vinTag = 0;
        expectMintRevert(
            registrar,
            parameters,
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_VinTagMissing.selector)
        );
    }

    function test_Mint_RevertWhen_VinCommitmentIsMissing() public {
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        parameters.vinCommitment = 0;
        expectMintRevert(
            registrar,
            parameters,
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_VinCommitmentMissing.selector)
        );
    }

    function test_Mint_RevertWhen_ModelIsInvalid() public {
        bytes memory expected = abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_ModelInvalid.selector);
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        parameters.model.name = "";
        expectMintRevert(registrar, parameters, expected);
        parameters.model.name = string(new bytes(65));
        expectMintRevert(registrar, parameters, expected);
        parameters.model.name = "Twizy";
        parameters.model.make = string(new bytes(65));
        expectMintRevert(registrar, parameters, expected);
    }

    function test_Mint_RevertWhen_VinTagIsTaken() public {
        mint(1);
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        expectMintRevert(
            registrar,
            parameters,
            abi.encodeWithSelector(
                VehicleRegistry.VehicleRegistry_VinTagTaken.selector, registrar, parameters.vinTag, 1
            )
        );
    }

    function test_Mint_TagsOfTwoRegistrarsDoNotCollide() public {
        mint(1);
        addMember(bob, "Another registrar", roles(Members.Role.Registrar));
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        parameters.registrar = bob;
        vm.prank(bob);
        vm.assertEq(registry.mint(parameters), 2);
    }

    function test_Mint_RevertWhen_OwnerTakesNoTokens() public {
        VehicleRegistry.MintParameters memory parameters = makeParameters(1);
        parameters.to = address(members);
        expectMintRevert(
            registrar,
            parameters,
            abi.encodeWithSelector(IERC721Errors.ERC721InvalidReceiver.selector, address(members))
        );
    }

    function test_SetModel_ByTheRegistrarOnly() public {
        uint256 vehicleId = mint(1);
        VehicleRegistry.Model memory model =
            VehicleRegistry.Model({make: "Renault", name: "Twizy 45", year: 2014, batteryWh: 6_100});
        vm.prank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_NotActingFor.selector, registrar, alice)
        );
        registry.setModel(vehicleId, model);

        vm.startPrank(registrarServer);
        vm.expectEmit(address(registry));
        emit VehicleRegistry.ModelChanged(vehicleId, model);
        registry.setModel(vehicleId, model);
        vm.assertEq(registry.getVehicle(vehicleId).model.name, "Twizy 45");
        vm.expectRevert(abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_UnknownVehicle.selector, 2));
        registry.setModel(2, model);
        vm.stopPrank();
    }

    function test_Transfer_StartsAnEpoch() public {
        uint256 vehicleId = mint(1);
        vm.assertEq(registry.ownerEpochOf(vehicleId), 0);
        vm.warp(GENESIS_TIME + 100);
        vm.startPrank(alice);
        vm.expectEmit(address(registry));
        emit IERC721.Transfer(alice, bob, vehicleId);
        vm.expectEmit(address(registry));
        emit VehicleRegistry.OwnershipEpochStarted(vehicleId, 1, bob);
        registry.transferFrom(alice, bob, vehicleId);
        vm.stopPrank();

        vm.assertEq(registry.ownerEpochOf(vehicleId), 1);
        vm.assertEq(registry.ownershipEpochAt(vehicleId, 0).owner, alice);
        vm.assertEq(registry.ownershipEpochAt(vehicleId, 0).startedAt, GENESIS_TIME);
        vm.assertEq(registry.ownershipEpochAt(vehicleId, 1).owner, bob);
        vm.assertEq(registry.ownershipEpochAt(vehicleId, 1).startedAt, GENESIS_TIME + 100);
    }

    function test_Transfer_ToOneselfStartsAnEpoch() public {
        uint256 vehicleId = mint(1);
        vm.prank(alice);
        registry.transferFrom(alice, alice, vehicleId);
        vm.assertEq(registry.ownerEpochOf(vehicleId), 1);
        vm.assertEq(registry.ownerOf(vehicleId), alice);
    }

    function test_Transfer_RevertWhen_CallerIsNotTheOwner() public {
        uint256 vehicleId = mint(1);
        address[2] memory callers = [registrar, stranger];
        for (uint256 i = 0; i < callers.length; ++i) {
            vm.prank(callers[i]);
            vm.expectRevert(
                abi.encodeWithSelector(
                    IERC721Errors.ERC721InsufficientApproval.selector, callers[i], vehicleId
                )
            );
            registry.transferFrom(alice, bob, vehicleId);
        }
    }

    function test_Epochs_RevertWhen_Unknown() public {
        uint256 vehicleId = mint(1);
        vm.expectRevert(
            abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_UnknownEpoch.selector, vehicleId, 1)
        );
        registry.ownershipEpochAt(vehicleId, 1);
        vm.expectRevert(abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_UnknownVehicle.selector, 2));
        registry.ownerEpochOf(2);
        vm.expectRevert(abi.encodeWithSelector(VehicleRegistry.VehicleRegistry_UnknownVehicle.selector, 2));
        registry.getVehicle(2);
    }

    function assignRenault() private {
        vm.prank(address(timelock));
        registry.assignWmi(RENAULT, manufacturer);
    }

    function expectMintRevert(
        address caller,
        VehicleRegistry.MintParameters memory parameters,
        bytes memory expected
    ) private {
        vm.prank(caller);
        vm.expectRevert(expected);
        registry.mint(parameters);
    }
}
