// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Members} from "../consortium/Members.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import {ERC721Upgradeable} from "@openzeppelin/contracts-upgradeable/token/ERC721/ERC721Upgradeable.sol";
import {UUPSUpgradeable} from "@openzeppelin/contracts/proxy/utils/UUPSUpgradeable.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

/// @title The registry of vehicles
/// @notice A vehicle is an ERC-721 token: whoever holds it owns the vehicle. With it stand who registered it, what
/// it is, and the P-256 keys of its device, which sign what the car says. Its VIN stands nowhere: a tag that only
/// the registrar can compute keeps it unique, and a salted commitment lets the owner disclose it.
/// @dev Behind a proxy. What registers or describes a vehicle is `restricted`, so that a pause closes it; transfers,
/// approvals and the replacement of a device key are not, so nothing closes them.
contract VehicleRegistry is ERC721Upgradeable, AccessManagedUpgradeable, UUPSUpgradeable {
    /// @notice Where the private half of a device key lives, in rising order of trust. So a value that nobody set
    /// is never the most trusted one.
    enum Source {
        Simulated,
        Import,
        Software,
        SecureElement
    }

    /// @notice What a vehicle is.
    /// @param make Brand, such as "Renault".
    /// @param name Model, such as "Twizy 80".
    /// @param year Model year; zero when not known.
    /// @param batteryWh Usable energy of its traction battery when new, in watt-hours; zero when not known.
    struct Model {
        string make;
        string name;
        uint16 year;
        uint32 batteryWh;
    }

    /// @notice What a vehicle is registered with.
    /// @param to First owner.
    /// @param registrar Member in whose name the vehicle is registered.
    /// @param vinTag HMAC-SHA256 of the VIN under the registrar's secret pepper.
    /// @param vinCommitment SHA-256 of a 32-byte salt, which the owner keeps, and the VIN.
    /// @param wmi World manufacturer identifier (ISO 3780) of the VIN: 3 characters, or 6 when the third is `9`.
    /// @param isSimulated Whether there is no such car.
    /// @param model What the vehicle is.
    struct MintParameters {
        address to;
        address registrar;
        bytes32 vinTag;
        bytes32 vinCommitment;
        bytes6 wmi;
        bool isSimulated;
        Model model;
    }

    /// @notice A registered vehicle.
    /// @param registrar Member that registered it and adds its device keys.
    /// @param mintedAt Time of registration, in seconds since the epoch.
    /// @param isSelfRegistered Whether it was registered by somebody other than its maker.
    /// @param isSimulated Whether there is no such car.
    /// @param vinTag HMAC-SHA256 of the VIN under the registrar's secret pepper.
    /// @param vinCommitment SHA-256 of the owner's salt and the VIN.
    /// @param wmi World manufacturer identifier of the VIN.
    /// @param model What the vehicle is.
    struct Vehicle {
        address registrar;
        uint64 mintedAt;
        bool isSelfRegistered;
        bool isSimulated;
        bytes32 vinTag;
        bytes32 vinCommitment;
        bytes6 wmi;
        Model model;
    }

    /// @notice A key of a vehicle's device.
    /// @param x X coordinate of the P-256 public key.
    /// @param y Y coordinate of the P-256 public key.
    /// @param source Where its private half lives.
    /// @param addedAt Time from which it is the current key, in seconds since the epoch.
    /// @param replacedAt Time from which another key is the current one; zero while this is it.
    /// @param headsHash keccak256(abi.encode(heads)) of the stream heads given when this key was replaced; zero before.
    struct DeviceKey {
        bytes32 x;
        bytes32 y;
        Source source;
        uint64 addedAt;
        uint64 replacedAt;
        bytes32 headsHash;
    }

    /// @notice Where a stream stood when the key that signed it was replaced.
    /// @param stream Stream: zero for what the car says live, the SHA-256 of the file for an import.
    /// @param sequence Sequence number of the last header of the stream.
    /// @param headerHash Hash of that header.
    struct StreamHead {
        bytes32 stream;
        uint64 sequence;
        bytes32 headerHash;
    }

    /// @notice A stretch of time in which a vehicle belongs to one owner.
    /// @param owner Its owner.
    /// @param startedAt Start, in seconds since the epoch; it ends with the start of the next.
    struct OwnershipEpoch {
        address owner;
        uint64 startedAt;
    }

    /// @notice Greatest length of a make and of a model name, in bytes.
    uint256 public constant TEXT_BYTES_MAX = 64;

    /// @notice The consortium whose members register vehicles.
    Members public immutable members;

    uint256 private _vehicleCount;
    mapping(uint256 vehicleId => Vehicle) private _vehicles;
    mapping(uint256 vehicleId => DeviceKey[]) private _deviceKeys;
    mapping(uint256 vehicleId => OwnershipEpoch[]) private _epochs;
    mapping(address registrar => mapping(bytes32 vinTag => uint256 vehicleId)) private _vehicleIdOfVinTag;
    mapping(bytes32 keyHash => uint256 vehicleId) private _vehicleIdOfDeviceKey;
    mapping(bytes6 wmi => address manufacturer) private _manufacturerOfWmi;

    /// @notice A world manufacturer identifier was assigned.
    /// @param wmi The identifier.
    /// @param manufacturer Account of the member that makes these vehicles; zero when it was taken back.
    event WmiAssigned(bytes6 indexed wmi, address indexed manufacturer);

    /// @notice A vehicle was registered.
    /// @param vehicleId Id of the vehicle, counted from 1.
    /// @param registrar Member that registered it.
    /// @param owner First owner.
    /// @param vinTag Uniqueness tag of the VIN.
    /// @param vinCommitment Commitment to the VIN.
    /// @param wmi World manufacturer identifier of the VIN.
    /// @param isSelfRegistered Whether it was registered by somebody other than its maker.
    /// @param isSimulated Whether there is no such car.
    /// @param model What the vehicle is.
    event VehicleRegistered(
        uint256 indexed vehicleId,
        address indexed registrar,
        address indexed owner,
        bytes32 vinTag,
        bytes32 vinCommitment,
        bytes6 wmi,
        bool isSelfRegistered,
        bool isSimulated,
        Model model
    );

    /// @notice The registrar corrected what a vehicle is.
    /// @param vehicleId Id of the vehicle.
    /// @param model What the vehicle is from now on.
    event ModelChanged(uint256 indexed vehicleId, Model model);

    /// @notice A vehicle's device has a new key.
    /// @param vehicleId Id of the vehicle.
    /// @param keyIndex Index of the new key, counted from 0.
    /// @param x X coordinate of the public key.
    /// @param y Y coordinate of the public key.
    /// @param source Where its private half lives.
    /// @param heads Where each stream of the vehicle stood with the key before; empty for the first key.
    event DeviceKeyRotated(
        uint256 indexed vehicleId,
        uint256 indexed keyIndex,
        bytes32 x,
        bytes32 y,
        Source source,
        StreamHead[] heads
    );

    /// @notice A vehicle has a new owner, or its owner began anew by a transfer to himself.
    /// @param vehicleId Id of the vehicle.
    /// @param epoch Number of the epoch, counted from 0.
    /// @param owner Owner from now on.
    event OwnershipEpochStarted(uint256 indexed vehicleId, uint256 indexed epoch, address indexed owner);

    /// @notice Only a member with the manufacturer role can have an identifier.
    error VehicleRegistry_NotManufacturer(address account);
    /// @notice The account does not act for this member.
    error VehicleRegistry_NotActingFor(address registrar, address account);
    /// @notice The member may not register this vehicle: it is neither its maker nor a registrar.
    error VehicleRegistry_NotRegistrar(address registrar);
    /// @notice The maker of this vehicle is a member and registers its vehicles itself.
    error VehicleRegistry_MakerIsMember(bytes6 wmi, address manufacturer);
    /// @notice There is no vehicle with this id.
    error VehicleRegistry_UnknownVehicle(uint256 vehicleId);
    /// @notice The registrar has registered this VIN already.
    error VehicleRegistry_VinTagTaken(address registrar, bytes32 vinTag, uint256 vehicleId);
    /// @notice The tag of the VIN is missing.
    error VehicleRegistry_VinTagMissing();
    /// @notice The commitment to the VIN is missing.
    error VehicleRegistry_VinCommitmentMissing();
    /// @notice This is no world manufacturer identifier.
    error VehicleRegistry_WmiInvalid(bytes6 wmi);
    /// @notice A text of the model has more than `TEXT_BYTES_MAX` bytes, or the name is missing.
    error VehicleRegistry_ModelInvalid();
    /// @notice The coordinates are no point on the curve P-256.
    error VehicleRegistry_DeviceKeyInvalid(bytes32 x, bytes32 y);
    /// @notice This vehicle or another has, or had, this key already.
    error VehicleRegistry_DeviceKeyTaken(bytes32 x, bytes32 y, uint256 vehicleId);
    /// @notice A simulated car has simulated keys, and nothing else has.
    error VehicleRegistry_SourceMismatch(uint256 vehicleId, Source source);
    /// @notice The first key ends nothing, so it comes without heads.
    error VehicleRegistry_HeadsWithoutKey(uint256 vehicleId);
    /// @notice Heads come in strictly ascending order of their streams.
    error VehicleRegistry_HeadsNotAscending(uint256 vehicleId, bytes32 stream);
    /// @notice The vehicle has no device key with this index.
    error VehicleRegistry_UnknownDeviceKey(uint256 vehicleId, uint256 keyIndex);
    /// @notice The vehicle has no such epoch yet.
    error VehicleRegistry_UnknownEpoch(uint256 vehicleId, uint256 epoch);

    modifier onlyRegistrarOf(uint256 vehicleId) {
        address registrar = _vehicle(vehicleId).registrar;
        require(members.actsFor(msg.sender, registrar), VehicleRegistry_NotActingFor(registrar, msg.sender));
        _;
    }

    /// @param members_ The consortium whose members register vehicles.
    constructor(Members members_) {
        members = members_;
        _disableInitializers();
    }

    /// @notice Sets up the proxy, in its creation.
    /// @param initialAuthority The contract that says who may call what.
    /// @custom:who Nobody any more; it was called when the proxy was created.
    function initialize(address initialAuthority) external initializer {
        __ERC721_init("Datacar Vehicle", "CAR");
        __AccessManaged_init(initialAuthority);
    }

    /// @notice Says which member makes the vehicles with an identifier.
    /// @param wmi World manufacturer identifier, 3 or 6 ASCII characters, the rest zero bytes.
    /// @param manufacturer Account of the member with the manufacturer role; zero takes the identifier back.
    /// @custom:who The steward: the founding foundation until three members stand, then the timelock after a vote.
    function assignWmi(bytes6 wmi, address manufacturer) external restricted {
        _checkWmi(wmi);
        require(
            manufacturer == address(0) || members.hasRole(manufacturer, Members.Role.Manufacturer),
            VehicleRegistry_NotManufacturer(manufacturer)
        );
        _manufacturerOfWmi[wmi] = manufacturer;
        emit WmiAssigned(wmi, manufacturer);
    }

    /// @notice Registers a vehicle, by its maker if that is a member, else by a member with the registrar role; the
    /// vehicle is then marked as self-registered. A server account of the member may do it in the member's name.
    /// @param parameters What the vehicle is registered with.
    /// @return vehicleId Id of the vehicle, counted from 1.
    /// @custom:who The maker of the vehicle when it is a member, else a registrar; also through a server account.
    function mint(MintParameters calldata parameters) external restricted returns (uint256 vehicleId) {
        address registrar = parameters.registrar;
        require(members.actsFor(msg.sender, registrar), VehicleRegistry_NotActingFor(registrar, msg.sender));
        bool isSelfRegistered = _checkMayRegister(registrar, parameters.wmi);
        require(parameters.vinTag != 0, VehicleRegistry_VinTagMissing());
        require(parameters.vinCommitment != 0, VehicleRegistry_VinCommitmentMissing());
        uint256 taken = _vehicleIdOfVinTag[registrar][parameters.vinTag];
        require(taken == 0, VehicleRegistry_VinTagTaken(registrar, parameters.vinTag, taken));
        _checkModel(parameters.model);

        vehicleId = ++_vehicleCount;
        _vehicleIdOfVinTag[registrar][parameters.vinTag] = vehicleId;
        _vehicles[vehicleId] = Vehicle({
            registrar: registrar,
            mintedAt: uint64(block.timestamp),
            isSelfRegistered: isSelfRegistered,
            isSimulated: parameters.isSimulated,
            vinTag: parameters.vinTag,
            vinCommitment: parameters.vinCommitment,
            wmi: parameters.wmi,
            model: parameters.model
        });
        emit VehicleRegistered(
            vehicleId,
            registrar,
            parameters.to,
            parameters.vinTag,
            parameters.vinCommitment,
            parameters.wmi,
            isSelfRegistered,
            parameters.isSimulated,
            parameters.model
        );
        // Last, because an owner that is a contract is called.
        _safeMint(parameters.to, vehicleId);
    }

    /// @notice Corrects what a vehicle is.
    /// @param vehicleId Id of the vehicle.
    /// @param model What the vehicle is from now on.
    /// @custom:who The member that registered the vehicle, and its server accounts.
    function setModel(uint256 vehicleId, Model calldata model)
        external
        restricted
        onlyRegistrarOf(vehicleId)
    {
        _checkModel(model);
        _vehicles[vehicleId].model = model;
        emit ModelChanged(vehicleId, model);
    }

    /// @notice Gives a vehicle's device its first key, or a new one that replaces the current.
    /// @dev The heads stand in the event, and only their hash in storage: a car has a stream for each imported file,
    /// and a thousand of them must not make its key irreplaceable.
    /// @param vehicleId Id of the vehicle.
    /// @param x X coordinate of the P-256 public key.
    /// @param y Y coordinate of the P-256 public key.
    /// @param source Where its private half lives.
    /// @param heads Where each stream stands that the current key signed, in ascending order of the streams: what
    /// that key signs beyond is not the car's word. Empty for the first key.
    /// @return keyIndex Index of the new key, counted from 0.
    /// @custom:who The member that registered the vehicle, and its server accounts.
    function rotateDeviceKey(
        uint256 vehicleId,
        bytes32 x,
        bytes32 y,
        Source source,
        StreamHead[] calldata heads
    ) external onlyRegistrarOf(vehicleId) returns (uint256 keyIndex) {
        require(P256.isValidPublicKey(x, y), VehicleRegistry_DeviceKeyInvalid(x, y));
        bytes32 keyHash = keccak256(abi.encode(x, y));
        uint256 taken = _vehicleIdOfDeviceKey[keyHash];
        require(taken == 0, VehicleRegistry_DeviceKeyTaken(x, y, taken));
        require(
            (source == Source.Simulated) == _vehicles[vehicleId].isSimulated,
            VehicleRegistry_SourceMismatch(vehicleId, source)
        );

        DeviceKey[] storage keys = _deviceKeys[vehicleId];
        keyIndex = keys.length;
        if (keyIndex == 0) {
            require(heads.length == 0, VehicleRegistry_HeadsWithoutKey(vehicleId));
        } else {
            for (uint256 i = 1; i < heads.length; ++i) {
                require(
                    heads[i - 1].stream < heads[i].stream,
                    VehicleRegistry_HeadsNotAscending(vehicleId, heads[i].stream)
                );
            }
            DeviceKey storage replaced = keys[keyIndex - 1];
            replaced.replacedAt = uint64(block.timestamp);
            replaced.headsHash = keccak256(abi.encode(heads));
        }

        _vehicleIdOfDeviceKey[keyHash] = vehicleId;
        keys.push(
            DeviceKey({
                x: x,
                y: y,
                source: source,
                addedAt: uint64(block.timestamp),
                replacedAt: 0,
                headsHash: bytes32(0)
            })
        );
        emit DeviceKeyRotated(vehicleId, keyIndex, x, y, source, heads);
    }

    /// @notice Number of vehicles; their ids are 1 to this number.
    function vehicleCount() external view returns (uint256) {
        return _vehicleCount;
    }

    /// @notice A vehicle.
    /// @param vehicleId Id of the vehicle.
    function getVehicle(uint256 vehicleId) external view returns (Vehicle memory) {
        return _vehicle(vehicleId);
    }

    /// @notice Id of the vehicle that a registrar registered with a tag, zero when there is none.
    /// @param registrar Account of the registrar.
    /// @param vinTag Uniqueness tag of the VIN.
    function vehicleIdOfVinTag(address registrar, bytes32 vinTag) external view returns (uint256) {
        return _vehicleIdOfVinTag[registrar][vinTag];
    }

    /// @notice Id of the vehicle whose device has, or had, a key; zero when there is none.
    /// @param x X coordinate of the public key.
    /// @param y Y coordinate of the public key.
    function vehicleIdOfDeviceKey(bytes32 x, bytes32 y) external view returns (uint256) {
        return _vehicleIdOfDeviceKey[keccak256(abi.encode(x, y))];
    }

    /// @notice The member that makes the vehicles with an identifier, zero when it is no member.
    /// @param wmi World manufacturer identifier.
    function manufacturerOfWmi(bytes6 wmi) external view returns (address) {
        return _manufacturerOfWmi[wmi];
    }

    /// @notice Number of device keys that a vehicle has had; the last one is current.
    /// @param vehicleId Id of the vehicle.
    function deviceKeyCount(uint256 vehicleId) external view returns (uint256) {
        return _deviceKeys[vehicleId].length;
    }

    /// @notice A device key of a vehicle.
    /// @param vehicleId Id of the vehicle.
    /// @param keyIndex Index of the key, 0 to `deviceKeyCount(vehicleId) - 1`.
    function deviceKeyAt(uint256 vehicleId, uint256 keyIndex) external view returns (DeviceKey memory) {
        require(
            keyIndex < _deviceKeys[vehicleId].length, VehicleRegistry_UnknownDeviceKey(vehicleId, keyIndex)
        );
        return _deviceKeys[vehicleId][keyIndex];
    }

    /// @notice Number of the current ownership epoch of a vehicle, counted from 0.
    /// @param vehicleId Id of the vehicle.
    function ownerEpochOf(uint256 vehicleId) external view returns (uint256) {
        _vehicle(vehicleId);
        return _epochs[vehicleId].length - 1;
    }

    /// @notice An ownership epoch of a vehicle.
    /// @param vehicleId Id of the vehicle.
    /// @param epoch Number of the epoch, 0 to `ownerEpochOf(vehicleId)`.
    function ownershipEpochAt(uint256 vehicleId, uint256 epoch)
        external
        view
        returns (OwnershipEpoch memory)
    {
        require(epoch < _epochs[vehicleId].length, VehicleRegistry_UnknownEpoch(vehicleId, epoch));
        return _epochs[vehicleId][epoch];
    }

    /// @dev Every transfer starts an epoch, one to the same owner too: so an owner can end all that he has granted.
    function _update(address to, uint256 vehicleId, address auth) internal override returns (address from) {
        from = super._update(to, vehicleId, auth);
        OwnershipEpoch[] storage epochs = _epochs[vehicleId];
        epochs.push(OwnershipEpoch({owner: to, startedAt: uint64(block.timestamp)}));
        emit OwnershipEpochStarted(vehicleId, epochs.length - 1, to);
    }

    /// @dev The selector's role is the administrator: the timelock, after a vote.
    function _authorizeUpgrade(address newImplementation) internal override restricted {}

    function _checkMayRegister(address registrar, bytes6 wmi) private view returns (bool isSelfRegistered) {
        _checkWmi(wmi);
        address maker = _manufacturerOfWmi[wmi];
        bool makerIsMember = maker != address(0) && members.hasRole(maker, Members.Role.Manufacturer);
        require(!makerIsMember || maker == registrar, VehicleRegistry_MakerIsMember(wmi, maker));
        require(
            makerIsMember || members.hasRole(registrar, Members.Role.Registrar),
            VehicleRegistry_NotRegistrar(registrar)
        );
        return !makerIsMember;
    }

    function _vehicle(uint256 vehicleId) private view returns (Vehicle storage vehicle) {
        vehicle = _vehicles[vehicleId];
        require(vehicle.registrar != address(0), VehicleRegistry_UnknownVehicle(vehicleId));
    }

    function _checkModel(Model calldata model) private pure {
        uint256 nameBytes = bytes(model.name).length;
        require(
            nameBytes != 0 && nameBytes <= TEXT_BYTES_MAX && bytes(model.make).length <= TEXT_BYTES_MAX,
            VehicleRegistry_ModelInvalid()
        );
    }

    /// @dev ISO 3780: three letters or digits without I, O and Q. A maker of fewer than 1,000 vehicles a year has a 9
    /// in the third place and is told apart by three more (places 12 to 14 of the VIN).
    function _checkWmi(bytes6 wmi) private pure {
        uint256 length = wmi[2] == "9" ? 6 : 3;
        for (uint256 i = 0; i < 6; ++i) {
            bytes1 c = wmi[i];
            bool isCharacter =
                (c >= "0" && c <= "9") || (c >= "A" && c <= "Z" && c != "I" && c != "O" && c != "Q");
            require(i < length ? isCharacter : c == 0, VehicleRegistry_WmiInvalid(wmi));
        }
    }
}
