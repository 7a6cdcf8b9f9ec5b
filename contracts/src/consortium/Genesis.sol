// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The birth of a consortium's contracts
/// @notice Creates the contracts of a consortium one after the other, at addresses that are known before: the address
/// of each follows from the address of this contract and its place alone. So contracts that need each other can be
/// given each other's addresses for good. This contract has no rights in any of them, and so neither has its founder
/// by it.
contract Genesis {
    /// @notice Greatest number of contracts: above it, the encoding behind `addressAt` has another form.
    uint256 public constant CONTRACTS_MAX = 127;

    /// @notice The account that creates the contracts.
    address public immutable founder;

    /// @notice Number of contracts created so far; the index of the next one.
    uint256 public createdCount;

    /// @notice A contract was created.
    /// @param index Its place, counted from 0.
    /// @param created Its address.
    event Created(uint256 indexed index, address indexed created);

    /// @notice Only the founder creates contracts here.
    error Genesis_NotFounder(address account);
    /// @notice Contracts are created in order; another one is next.
    error Genesis_IndexInvalid(uint256 index, uint256 next);
    /// @notice The contract's constructor failed without a reason, or left no code.
    error Genesis_CreationFailed(uint256 index);

    /// @param founder_ The account that creates the contracts.
    constructor(address founder_) {
        founder = founder_;
    }

    /// @notice Creates the next contract. What interrupted it, a creation continues with the index that is next.
    /// @param index Place of the contract; must be `createdCount()`, so that sending it twice does no harm.
    /// @param creationCode Code of the contract followed by its constructor's arguments.
    /// @return created Address of the contract, which is `addressAt(index)`.
    /// @custom:who The founder.
    function create(uint256 index, bytes memory creationCode) external returns (address created) {
        require(msg.sender == founder, Genesis_NotFounder(msg.sender));
        require(index == createdCount && index < CONTRACTS_MAX, Genesis_IndexInvalid(index, createdCount));
        createdCount = index + 1;
        assembly ("memory-safe") {
            created := create(0, add(creationCode, 0x20), mload(creationCode))
            // What the constructor said when it failed is passed on.
            if and(iszero(created), gt(returndatasize(), 0)) {
                let reason := mload(0x40)
                returndatacopy(reason, 0, returndatasize())
                revert(reason, returndatasize())
            }
        }
        // Creation code that ends without returning code leaves an empty contract.
        require(created.code.length != 0, Genesis_CreationFailed(index));
        emit Created(index, created);
    }

    /// @notice Address of a contract, before and after its creation.
    /// @dev RLP of (this address, nonce), for nonces of one byte; a contract's first nonce is 1 (EIP-161).
    /// @param index Place of the contract, 0 to `CONTRACTS_MAX - 1`.
    function addressAt(uint256 index) external view returns (address) {
        require(index < CONTRACTS_MAX, Genesis_IndexInvalid(index, createdCount));
        // The index is below CONTRACTS_MAX.
        // forge-lint: disable-next-line(unsafe-typecast)
        bytes32 hash = keccak256(abi.encodePacked(bytes2(0xd694), address(this), bytes1(uint8(index + 1))));
        return address(uint160(uint256(hash)));
    }
}
