// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Council} from "../../src/consortium/Council.sol";
import {DATR} from "../../src/token/DATR.sol";
import {FoundationAwards} from "../../src/token/FoundationAwards.sol";
import {FoundationVesting} from "../../src/token/FoundationVesting.sol";
import {Fund} from "../../src/token/Fund.sol";
import {MiningReserve} from "../../src/token/MiningReserve.sol";
import {OperationFund} from "../../src/token/OperationFund.sol";
import {PublicOffering} from "../../src/token/PublicOffering.sol";
import {PublicOfferingTerms} from "../../src/token/PublicOfferingTerms.sol";
import {TechnologyVesting} from "../../src/token/TechnologyVesting.sol";
import {Vesting} from "../../src/token/Vesting.sol";
import {Vm} from "../support/Vm.sol";
import {Calendar} from "./Calendar.sol";
import {PaymentToken} from "./PaymentTokens.sol";
import {RewardsPayer} from "./RewardsPayer.sol";

/// @title Everybody who deals with the token: buyers, council, passers-by who release, a distributor, time
/// @notice Each call is one that somebody might make. What is refused changes nothing; what is taken is counted here
/// independently of the contracts.
contract TokenActors {
    struct Contracts {
        DATR token;
        PublicOffering offering;
        TechnologyVesting technologyVesting;
        FoundationVesting foundationVesting;
        OperationFund operationFund;
        FoundationAwards foundationAwards;
        MiningReserve miningReserve;
        Council council;
        PaymentToken payment;
        RewardsPayer payer;
        address steward;
    }

    Vm private immutable _vm;
    Contracts private _contracts;

    address[3] public buyers = [address(0xa1), address(0xa2), address(0xa3)];
    address[4] public seatCandidates = [address(0xc1), address(0xc2), address(0xc3), address(0xc4)];
    /// @dev Where rewards, releases and awards go.
    address public constant receiver = address(0xd1);

    uint64[4] public technologyDates;
    uint64[15] public foundationDates;
    uint256 public burned;
    /// @dev What was sent to an allocation by somebody who need not have.
    mapping(address allocation => uint256 amount) public giftsTo;
    uint256 public paidFromOperation;
    uint256 public paidFromAwards;
    uint256 public rewardsPaid;
    mapping(uint256 epoch => uint256 amount) public rewardsIn;
    /// @dev What worked that must not have; stays empty.
    string public breach;

    constructor(Vm vm_, Contracts memory contracts_) {
        _vm = vm_;
        _contracts = contracts_;
    }

    /// @dev A few seconds, days or months; or the second before something happens; or that second.
    function pass(uint256 kind, uint256 step) external {
        uint256 time = _vm.getBlockTimestamp();
        uint256 target;
        kind %= 8;
        if (kind == 0) target = time + step % 3;
        else if (kind == 1) target = time + step % 5 days;
        else if (kind == 2) target = time + step % (technologyDates[0] == 0 ? 10 days : 200 days);
        else if (kind == 3) (target,) = _contracts.technologyVesting.nextRelease();
        else if (kind == 4) (target,) = _contracts.foundationVesting.nextRelease();
        else if (kind == 5) (target,) = _contracts.operationFund.nextRelease();
        else if (kind == 6) (target,) = _contracts.offering.nextRelease();
        else if (_contracts.offering.launchedAt() != 0) (target,) = _contracts.miningReserve.nextRelease();
        else target = _contracts.offering.deadline();
        if (kind > 2 && step % 3 == 0 && target != 0) --target;
        if (target > time) _vm.warp(target);
    }

    function publish(uint256 wait, uint256 length, uint256 price, uint256 minimum, uint256 kind) external {
        PublicOffering offering = _contracts.offering;
        uint256 round = offering.publishedCount();
        if (round == 3) return;
        uint64 opensAt = uint64(_vm.getBlockTimestamp() + (wait % 2 == 0 ? 0 : wait % 3 days));
        if (round != 0) {
            PublicOfferingTerms.Round memory former = offering.roundOf(round - 1);
            if (former.closedAt == 0 && opensAt < former.terms.closesAt) opensAt = former.terms.closesAt;
        }
        PublicOfferingTerms.RoundTerms memory terms = PublicOfferingTerms.RoundTerms({
            opensAt: opensAt,
            closesAt: uint64(opensAt + 1 + length % 30 days),
            paymentToken: kind % 2 == 0 ? address(0) : address(_contracts.payment),
            price: 1 + price % 1e15,
            buyerMax: kind % 3 == 0 ? 20_000_000e18 : 0,
            allowListRoot: 0,
            minimum: kind % 4 == 0 ? 0 : minimum % 10_000_000e18
        });
        _vm.prank(address(_contracts.council));
        offering.publishRound(round, terms);
    }

    function buy(uint256 buyerSeed, uint256 amount) external {
        PublicOffering offering = _contracts.offering;
        uint256 published = offering.publishedCount();
        if (published == 0) return;
        uint256 round = published - 1;
        // Mostly in the round that is open; where the next is announced, that is the one before.
        if (round != 0 && offering.roundOf(round).state == PublicOfferingTerms.RoundState.Announced) --round;
        PublicOfferingTerms.Round memory data = offering.roundOf(round);
        if (data.state != PublicOfferingTerms.RoundState.Open && amount % 8 != 0) return;
        uint256 left = data.available - data.sold;
        // Dust, millions, or all that is left.
        if (amount % 5 == 0) amount = left;
        else if (amount % 5 == 1) amount %= 1e6;
        else amount %= 5_000_000e18;
        uint256 cost = offering.costOf(round, amount);
        address buyer = buyers[buyerSeed % 3];
        uint256 value;
        if (data.terms.paymentToken == address(0)) {
            value = cost;
            _vm.deal(buyer, buyer.balance + cost);
        } else {
            _contracts.payment.mint(buyer, cost);
            _vm.prank(buyer);
            _contracts.payment.approve(address(offering), cost);
        }
        _vm.prank(buyer);
        offering.buy{value: value}(round, amount, cost, new bytes32[](0));
    }

    /// @dev Mostly of a round in which the buyer has something.
    function claim(uint256 buyerSeed, uint256 round) external {
        address buyer = buyers[buyerSeed % 3];
        round = _roundOf(buyer, round);
        if (round < 3) _contracts.offering.claim(round, buyer);
    }

    function refund(uint256 buyerSeed, uint256 round) external {
        address buyer = buyers[buyerSeed % 3];
        round = _roundOf(buyer, round);
        if (round < 3) _contracts.offering.refund(round, buyer);
    }

    function closeRound(uint256 round) external {
        _contracts.offering.closeRound(round % 3);
    }

    function collectProceeds(uint256 round) external {
        _contracts.offering.collectProceeds(round % 3);
    }

    function launch() external {
        _contracts.offering.launch();
        _noteLaunch();
    }

    function release(bool isTechnology, uint256 seed) external {
        Vesting vesting =
            isTechnology ? Vesting(_contracts.technologyVesting) : Vesting(_contracts.foundationVesting);
        if (seed % 4 != 0 && vesting.releasableNow() == 0) return;
        vesting.release();
        if (vesting.released() > _due(isTechnology)) breach = "released too early";
    }

    /// @dev A second before the next tranche is due, takes what is due and then tries to have more.
    function releaseTooEarly(bool isTechnology) external {
        Vesting vesting =
            isTechnology ? Vesting(_contracts.technologyVesting) : Vesting(_contracts.foundationVesting);
        (uint64 dueAt,) = vesting.nextRelease();
        if (dueAt == 0) return;
        if (dueAt - 1 > _vm.getBlockTimestamp()) _vm.warp(dueAt - 1);
        if (vesting.releasableNow() != 0) vesting.release();
        try vesting.release() {
            breach = "released twice";
        } catch {}
        if (vesting.released() > _due(isTechnology)) breach = "released too early";
    }

    function propose(uint256 seatSeed, bool isOperation, uint256 amount) external {
        if (technologyDates[0] == 0 && amount % 8 != 0) return;
        address[] memory seats = _contracts.council.seats();
        Fund fund = _fund(isOperation);
        amount = amount % 7 == 0 ? fund.remaining() : amount % 9_000_000e18;
        _vm.prank(seats[seatSeed % seats.length]);
        fund.propose(receiver, amount, "What it is for", keccak256("document"));
    }

    function approve(uint256 seatSeed, bool isOperation, uint256 id) external {
        Fund fund = _fund(isOperation);
        id = _releaseOf(fund, id);
        if (id == 0) return;
        _vm.prank(seatCandidates[seatSeed % 4]);
        fund.approve(id);
    }

    function reject(uint256 seatSeed, bool isOperation, uint256 id) external {
        Fund fund = _fund(isOperation);
        id = _releaseOf(fund, id);
        if (id == 0) return;
        _vm.prank(seatCandidates[seatSeed % 4]);
        fund.reject(id);
    }

    function payFromFund(bool isOperation, uint256 id, uint256 seed) external {
        Fund fund = _fund(isOperation);
        id = _releaseOf(fund, id);
        if (id == 0 || (seed % 4 != 0 && fund.stateOf(id) != Fund.State.Approved)) return;
        Fund.Release memory entry = fund.getRelease(id);
        uint256 approvals = _seatedApprovals(fund, id);
        fund.pay(id);
        if (isOperation) paidFromOperation += entry.amount;
        else paidFromAwards += entry.amount;
        uint256 time = _vm.getBlockTimestamp();
        if (approvals < 2) breach = "paid without approvals";
        if (time < entry.proposedAt + 7 days) breach = "paid before comments were over";
        if (time >= entry.proposedAt + 97 days) breach = "paid after it had expired";
        if (entry.paidAt != 0) breach = "paid twice";
        if (entry.rejectedAt != 0) breach = "paid what was rejected";
    }

    /// @dev Three of the four candidates sit on the council.
    function seat(uint256 without) external {
        address[] memory seats = new address[](3);
        for (uint256 i = 0; i < 3; ++i) {
            seats[i] = seatCandidates[(without + 1 + i) % 4];
        }
        _vm.prank(_contracts.steward);
        _contracts.council.setSeats(seats, 2);
    }

    function payReward(uint256 amount) external {
        if (technologyDates[0] == 0 && amount % 8 != 0) return;
        MiningReserve reserve = _contracts.miningReserve;
        uint256 left = reserve.releasableNow();
        if (amount % 4 == 0) amount = left;
        else if (amount % 4 == 1) amount = left + 1;
        else amount %= left + 1;
        _contracts.payer.pay(receiver, amount);
        rewardsPaid += amount;
        uint256 epoch = (_vm.getBlockTimestamp() - _contracts.offering.launchedAt()) / 604_800;
        rewardsIn[epoch] += amount;
        if (rewardsIn[epoch] > reserve.total() / 416 / 2 ** (epoch / 208)) {
            breach = "more than the week's cap";
        }
    }

    function burn(uint256 buyerSeed, uint256 amount) external {
        address buyer = buyers[buyerSeed % 3];
        amount %= _contracts.token.balanceOf(buyer) + 1;
        _vm.prank(buyer);
        _contracts.token.burn(amount);
        burned += amount;
    }

    /// @dev To another buyer, or to an allocation, where it stays.
    function transfer(uint256 buyerSeed, uint256 to, uint256 amount) external {
        address buyer = buyers[buyerSeed % 3];
        amount %= _contracts.token.balanceOf(buyer) + 1;
        address[6] memory recipients = [
            buyers[amount % 3],
            address(_contracts.offering),
            address(_contracts.technologyVesting),
            address(_contracts.foundationVesting),
            address(_contracts.operationFund),
            address(_contracts.miningReserve)
        ];
        // Gifts are small, so that the buyers keep something to play with.
        to %= 12;
        if (to > 5) to = 0;
        if (to != 0) amount %= 1000e18;
        _vm.prank(buyer);
        _contracts.token.transfer(recipients[to], amount);
        if (to != 0) giftsTo[recipients[to]] += amount;
    }

    /// @dev What nobody may, tried by those who have the most power.
    function tryForbidden(uint256 kind, uint256 callerSeed) external {
        address[4] memory callers =
            [_contracts.steward, address(_contracts.council), seatCandidates[callerSeed % 4], buyers[0]];
        address caller = callers[callerSeed % 4];
        bytes[5] memory calls = [
            abi.encodeCall(MiningReserve.onLaunch, (1e18)),
            abi.encodeCall(MiningReserve.pay, (caller, 1)),
            abi.encodeCall(MiningReserve.setDistributor, (address(this))),
            abi.encodeCall(TechnologyVesting.offerBeneficiary, (caller)),
            abi.encodeCall(TechnologyVesting.acceptBeneficiary, ())
        ];
        kind %= 5;
        address target = kind < 3 ? address(_contracts.miningReserve) : address(_contracts.technologyVesting);
        _vm.prank(caller);
        (bool isDone,) = target.call(calls[kind]);
        if (isDone) breach = "somebody took a power that he has not";
    }

    function technologyDue() external view returns (uint256 amount) {
        return _due(true);
    }

    function foundationDue() external view returns (uint256 amount) {
        return _due(false);
    }

    /// @dev What has become due by now, by the calendar.
    function _due(bool isTechnology) private view returns (uint256 amount) {
        uint256 time = _vm.getBlockTimestamp();
        uint256 count = isTechnology ? 4 : 15;
        for (uint256 i = 0; i < count; ++i) {
            uint64 date = isTechnology ? technologyDates[i] : foundationDates[i];
            if (date != 0 && date <= time) amount += isTechnology ? 16_000_000e18 : 8_000_000e18;
        }
    }

    /// @dev Takes the dates from a calendar, once they are fixed.
    function _noteLaunch() private {
        uint64 launchedAt = _contracts.offering.launchedAt();
        if (launchedAt != _vm.getBlockTimestamp()) breach = "another time of launch";
        for (uint256 i = 0; i < 4; ++i) {
            technologyDates[i] = uint64(Calendar.addMonths(launchedAt, 60 + 12 * i));
        }
        for (uint256 i = 0; i < 15; ++i) {
            foundationDates[i] = uint64(Calendar.addMonths(launchedAt, 48 + 3 * i));
        }
    }

    /// @dev A round in which the buyer has something, a random one now and then, or 3.
    function _roundOf(address buyer, uint256 seed) private view returns (uint256) {
        if (seed % 8 == 0) return seed / 8 % 3;
        for (uint256 i = 0; i < 3; ++i) {
            uint256 round = (seed % 3 + i) % 3;
            if (_contracts.offering.purchaseOf(round, buyer).paid != 0) return round;
        }
        return 3;
    }

    /// @dev A release that is not settled, any now and then, or 0.
    function _releaseOf(Fund fund, uint256 seed) private view returns (uint256) {
        if (seed % 8 == 0) {
            uint256 count = fund.releaseCount();
            return count == 0 ? 0 : 1 + seed / 8 % count;
        }
        uint256[] memory ids = fund.unsettled();
        return ids.length == 0 ? 0 : ids[seed % ids.length];
    }

    function _seatedApprovals(Fund fund, uint256 id) private view returns (uint256 count) {
        address[] memory approvers = fund.approversOf(id);
        for (uint256 i = 0; i < approvers.length; ++i) {
            if (_contracts.council.isSeat(approvers[i])) ++count;
        }
    }

    function _fund(bool isOperation) private view returns (Fund) {
        return isOperation ? Fund(_contracts.operationFund) : Fund(_contracts.foundationAwards);
    }
}
