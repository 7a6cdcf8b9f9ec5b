// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The words of the public offering
/// @notice What `PublicOffering` is told, tells and refuses.
abstract contract PublicOfferingTerms {
    /// @notice How far a round is: its terms are not published; they are, and it is still to open; it sells; it is sold
    /// out or its time is over, and anyone may close it; it is closed.
    enum RoundState {
        Unpublished,
        Announced,
        Open,
        Over,
        Closed
    }

    /// @notice On which terms a round sells. They never change once published.
    /// @param opensAt First second in which it sells, in seconds since the epoch.
    /// @param closesAt First second in which it no longer sells, in seconds since the epoch.
    /// @param paymentToken ERC-20 token it is paid in; zero for the native coin. It must be one whose balances move only
    /// by transfers of whole amounts.
    /// @param price Price of 1 DATR (10^18 of its smallest unit), in the smallest unit of the payment; not zero.
    /// @param buyerMax The most that one buyer may buy in the round, in the smallest unit of DATR; zero for no limit.
    /// @param allowListRoot Root of the tree over the buyers who are allowed, as OpenZeppelin's merkle-tree library
    /// builds it over one `address` a leaf; zero when everyone is.
    /// @param minimum What must be sold for the round to count, in the smallest unit of DATR; zero for no minimum.
    struct RoundTerms {
        uint64 opensAt;
        uint64 closesAt;
        address paymentToken;
        uint256 price;
        uint256 buyerMax;
        bytes32 allowListRoot;
        uint256 minimum;
    }

    /// @notice A round as everyone sees it. DATR in its smallest unit, payments in theirs.
    /// @param state How far it is.
    /// @param isMinimumMet Whether what is sold has reached the minimum; true where there is none.
    /// @param isFailed Whether it was closed without the minimum being met, so that payments are given back.
    /// @param closedAt Time at which it was closed, in seconds since the epoch; zero before.
    /// @param terms Its terms; zeros before they are published.
    /// @param available DATR that it offers in all, with what earlier rounds left, as far as that is certain.
    /// @param sold DATR that was bought.
    /// @param owed DATR that was bought and not delivered yet.
    /// @param raised Payments received.
    /// @param paidOut Payments that have left again: to the recipient of proceeds, or back to buyers if it failed.
    /// @param rolledOn DATR that it left to the next round, or after the last to the mining reserve.
    struct Round {
        RoundState state;
        bool isMinimumMet;
        bool isFailed;
        uint64 closedAt;
        RoundTerms terms;
        uint256 available;
        uint256 sold;
        uint256 owed;
        uint256 raised;
        uint256 paidOut;
        uint256 rolledOn;
    }

    /// @notice What a buyer has in a round. All zero once it was paid back.
    /// @param bought DATR bought in the round, in the smallest unit.
    /// @param owed DATR of that which is not delivered yet.
    /// @param paid What was paid for it, in the smallest unit of the payment.
    struct Purchase {
        uint256 bought;
        uint256 owed;
        uint256 paid;
    }

    /// @notice A signature under a permit (ERC-2612) that lets this contract take a payment.
    /// @param deadline Time until which the signature counts, in seconds since the epoch.
    /// @param v Recovery id of the signature.
    /// @param r First half of the signature.
    /// @param s Second half of the signature.
    struct PermitSignature {
        uint256 deadline;
        uint8 v;
        bytes32 r;
        bytes32 s;
    }

    /// @notice The council published the terms of a round.
    /// @param round Number of the round.
    /// @param terms Its terms.
    event RoundPublished(uint256 indexed round, RoundTerms terms);

    /// @notice Somebody bought DATR.
    /// @param round Number of the round.
    /// @param buyer Account that bought.
    /// @param amount DATR in the smallest unit.
    /// @param cost What was paid, in the smallest unit of the payment.
    /// @param isDelivered Whether it was delivered at once; otherwise it is a claim until the minimum is met.
    event Bought(
        uint256 indexed round, address indexed buyer, uint256 amount, uint256 cost, bool isDelivered
    );

    /// @notice A round has sold its minimum: claims are delivered on demand, later purchases at once.
    /// @param round Number of the round.
    event MinimumMet(uint256 indexed round);

    /// @notice A claim was delivered.
    /// @param round Number of the round.
    /// @param buyer Account that had bought.
    /// @param amount DATR in the smallest unit.
    event Claimed(uint256 indexed round, address indexed buyer, uint256 amount);

    /// @notice A buyer of a round that failed was paid back.
    /// @param round Number of the round.
    /// @param buyer Account that had bought.
    /// @param cost What was paid back, in the smallest unit of the payment.
    event Refunded(uint256 indexed round, address indexed buyer, uint256 cost);

    /// @notice A round is closed.
    /// @param round Number of the round.
    /// @param sold DATR that was bought, in the smallest unit; if it failed, it is paid back instead of delivered.
    /// @param isFailed Whether it did not reach its minimum.
    /// @param rolledOn DATR left to the next round, or after the last to the mining reserve, in the smallest unit.
    event RoundClosed(uint256 indexed round, uint256 sold, bool isFailed, uint256 rolledOn);

    /// @notice Proceeds went to their recipient.
    /// @param round Number of the round.
    /// @param recipient Account that received them.
    /// @param paymentToken Token they are in; zero for the native coin.
    /// @param amount Amount in the smallest unit of the payment.
    event ProceedsCollected(
        uint256 indexed round, address indexed recipient, address paymentToken, uint256 amount
    );

    /// @notice The offering is over; all schedules count from now.
    /// @param launchedAt Time of the launch, in seconds since the epoch.
    /// @param toMiningReserve DATR that was not sold, in the smallest unit.
    event Launched(uint64 launchedAt, uint256 toMiningReserve);

    /// @notice An address is zero that must not be.
    error PublicOffering_AddressZero();
    /// @notice The deadline has passed already, or is more than `DEADLINE_SECONDS_MAX` away.
    error PublicOffering_DeadlineInvalid(uint64 deadline);
    /// @notice Only the council publishes a round.
    error PublicOffering_NotCouncil(address account);
    /// @notice There is no round with this number.
    error PublicOffering_UnknownRound(uint256 round);
    /// @notice Rounds are published once each, in order; this one is next, if there are that many.
    error PublicOffering_NotNextRound(uint256 round, uint256 next);
    /// @notice A round opens from now on, not before the round before it closes, and closes later, by the deadline.
    error PublicOffering_TimesInvalid(uint64 opensAt, uint64 closesAt, uint64 earliestAt);
    /// @notice A price is not zero.
    error PublicOffering_PriceZero();
    /// @notice A round can be paid in the native coin or another token that is a contract, but not in DATR.
    error PublicOffering_PaymentTokenInvalid(address paymentToken);
    /// @notice A minimum is not more than what the round itself brings, so that it can be met whatever came before.
    error PublicOffering_MinimumInvalid(uint256 minimum, uint256 max);
    /// @notice The round does not sell at this time.
    error PublicOffering_NotOpen(uint256 round, RoundState state);
    /// @notice Nothing is not for sale.
    error PublicOffering_AmountZero();
    /// @notice The round has less than this left.
    error PublicOffering_NotEnoughLeft(uint256 round, uint256 left, uint256 amount);
    /// @notice The proof does not show that the buyer is on the round's list.
    error PublicOffering_NotAllowed(uint256 round, address buyer);
    /// @notice The buyer would have more than one buyer may buy.
    error PublicOffering_BuyerMaxExceeded(uint256 round, uint256 left, uint256 amount);
    /// @notice The cost is more than the buyer wants to pay.
    error PublicOffering_CostExceeded(uint256 cost, uint256 costMax);
    /// @notice The native coin that was sent is not exactly the cost; in a round paid in a token none is sent.
    error PublicOffering_ValueInvalid(uint256 cost, uint256 value);
    /// @notice The payment token did not bring the whole cost.
    error PublicOffering_PaymentIncomplete(uint256 cost, uint256 received);
    /// @notice The round is paid in the native coin, which knows no permits.
    error PublicOffering_NoPermitForCoin(uint256 round);
    /// @notice The buyer has no claim that can be delivered.
    error PublicOffering_NothingToClaim(uint256 round, address buyer);
    /// @notice The round did not fail, or the buyer has nothing to be paid back.
    error PublicOffering_NothingToRefund(uint256 round, address buyer);
    /// @notice The round is closed already.
    error PublicOffering_AlreadyClosed(uint256 round);
    /// @notice The round is neither sold out nor is its time over.
    error PublicOffering_NotOver(uint256 round);
    /// @notice No proceeds of the round can be collected now.
    error PublicOffering_NothingToCollect(uint256 round);
    /// @notice The launch was before.
    error PublicOffering_AlreadyLaunched();
}
