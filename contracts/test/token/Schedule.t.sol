// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Fund} from "../../src/token/Fund.sol";
import {IAllocation} from "../../src/token/IAllocation.sol";
import {MiningReserve} from "../../src/token/MiningReserve.sol";
import {Vesting} from "../../src/token/Vesting.sol";
import {RewardsPayer} from "./RewardsPayer.sol";
import {TokenSetup} from "./TokenSetup.sol";

/// @title Twelve years, month by month and week by week, against tables of literal figures
/// @dev The dates are seconds since the epoch, taken from a calendar and not from the contract's arithmetic.
abstract contract ScheduleWalk is TokenSetup {
    bytes32 private constant DOCUMENT = keccak256("a published document");
    uint256 private constant MILLION = 1_000_000e18;

    uint256 private operationMillions;
    uint256 private awardedMillions;

    function dates() internal pure virtual returns (uint64[145] memory);

    function technologyMillions() internal pure virtual returns (uint16[145] memory);

    function foundationMillions() internal pure virtual returns (uint16[145] memory);

    function soldMillions() internal pure virtual returns (uint256);

    function caps() internal pure virtual returns (uint256[4] memory);

    function capSums() internal pure virtual returns (uint256[4] memory);

    function setUp() public override {
        super.setUp();
        publish(0, coinTerms());
        if (soldMillions() != 0) buy(alice, 0, soldMillions() * MILLION);
    }

    function test_Months_EveryReleaseByTheSecond() public {
        uint64[145] memory due = dates();
        uint16[145] memory technology = technologyMillions();
        uint16[145] memory foundation_ = foundationMillions();
        vm.warp(due[0] - 1);
        vm.assertEq(technologyVesting.schedule().length, 0, "a schedule before the launch");
        launchAt(due[0]);

        for (uint256 month = 0; month < 145; ++month) {
            if (month != 0) {
                vm.warp(due[month] - 1);
                expectNothing(technologyVesting, nextDate(due, technology, month - 1));
                expectNothing(foundationVesting, nextDate(due, foundation_, month - 1));
                checkFigures(technology[month - 1], foundation_[month - 1]);
                vm.warp(due[month]);
            }
            uint256 newTechnology = technology[month] - (month == 0 ? 0 : technology[month - 1]);
            uint256 newFoundation = foundation_[month] - (month == 0 ? 0 : foundation_[month - 1]);
            releaseOrNothing(technologyVesting, newTechnology, nextDate(due, technology, month));
            releaseOrNothing(foundationVesting, newFoundation, nextDate(due, foundation_, month));
            checkNext(technologyVesting, nextDate(due, technology, month), 16);
            checkNext(foundationVesting, nextDate(due, foundation_, month), 8);
            checkFigures(technology[month], foundation_[month]);
            vm.assertEq(miningReserve.releasableNow(), caps()[eraOf(due[month] - due[0])], "cap");

            // The whole part for operation in eight years, and every award at once, as early as they can be paid.
            if (month % 12 == 0 && month < 96) {
                payFromFund(operationFund, 10, due[month] + COMMENT_SECONDS);
                operationMillions += 10;
            }
            if (newFoundation != 0) {
                vm.warp(due[month]);
                payFromFund(foundationAwards, newFoundation, due[month] + COMMENT_SECONDS);
                awardedMillions += newFoundation;
            }
            checkFigures(technology[month], foundation_[month]);
        }
        vm.assertEq(token.balanceOf(address(technologyVesting)), 0);
        vm.assertEq(token.balanceOf(address(foundationVesting)), 0);
        vm.assertEq(token.balanceOf(address(operationFund)), 0);
        vm.assertEq(token.balanceOf(address(foundationAwards)), 0);
        vm.assertEq(token.balanceOf(address(offering)), 0);
    }

    function test_Weeks_EveryRewardByTheSecond() public {
        uint64 launchedAt = dates()[0];
        launchAt(launchedAt);
        RewardsPayer payer = new RewardsPayer(miningReserve);
        vm.prank(address(timelock));
        miningReserve.setDistributor(address(payer));

        uint256[4] memory cap = caps();
        uint256[4] memory sums = capSums();
        for (uint256 epoch = 0; epoch < 626; ++epoch) {
            if (epoch != 0) {
                vm.warp(launchedAt + 604_800 * epoch - 1);
                expectCapExceeded(payer, epoch - 1, 0, 1);
                vm.warp(launchedAt + 604_800 * epoch);
            }
            uint256 weekCap = epoch < 208 ? cap[0] : epoch < 416 ? cap[1] : epoch < 624 ? cap[2] : cap[3];
            vm.assertEq(miningReserve.currentEpoch(), epoch);
            vm.assertEq(miningReserve.releasableNow(), weekCap);
            expectCapExceeded(payer, epoch, weekCap, weekCap + 1);
            payer.pay(carol, weekCap);
            expectCapExceeded(payer, epoch, 0, 1);
            if (epoch == 207) vm.assertEq(token.balanceOf(carol), sums[0], "until 208");
            if (epoch == 415) vm.assertEq(token.balanceOf(carol), sums[1], "until 416");
            if (epoch == 623) vm.assertEq(token.balanceOf(carol), sums[2], "until 624");
        }
        vm.assertEq(token.balanceOf(carol), sums[3], "until 626");
        vm.assertEq(miningReserve.released(), sums[3]);
        vm.assertEq(token.balanceOf(address(miningReserve)), (536 - soldMillions()) * MILLION - sums[3]);
    }

    function releaseOrNothing(Vesting vesting, uint256 millions, uint64 nextAt) private {
        vm.assertEq(vesting.releasableNow(), millions * MILLION, "releasable");
        if (millions == 0) return expectNothing(vesting, nextAt);
        vm.prank(stranger);
        vm.assertEq(vesting.release(), millions * MILLION, "released");
        expectNothing(vesting, nextAt);
    }

    function payFromFund(Fund fund, uint256 millions, uint64 payableAt) private {
        vm.prank(seats[0]);
        uint256 id = fund.propose(bob, millions * MILLION, "What it is for", DOCUMENT);
        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(seats[i]);
            fund.approve(id);
        }
        vm.warp(payableAt - 1);
        vm.expectRevert(abi.encodeWithSelector(Fund.Fund_CommentsOpen.selector, id, payableAt));
        fund.pay(id);
        vm.warp(payableAt);
        fund.pay(id);
    }

    /// @dev Every figure of every allocation, after what was paid from the funds.
    function checkFigures(uint256 technology, uint256 foundation_) private view {
        uint256 sold = soldMillions();
        checkAllocation(offering, sold, sold);
        checkAllocation(technologyVesting, 64, technology);
        checkAllocation(foundationVesting, 120, foundation_);
        checkAllocation(operationFund, 80, operationMillions);
        checkAllocation(miningReserve, 536 - sold, 0);
        vm.assertEq(token.balanceOf(technologyBeneficiary), technology * MILLION, "beneficiary");
        vm.assertEq(
            token.balanceOf(address(foundationAwards)), (foundation_ - awardedMillions) * MILLION, "awards"
        );
        vm.assertEq(token.balanceOf(bob), (operationMillions + awardedMillions) * MILLION, "recipient");
        vm.assertEq(token.balanceOf(alice), sold * MILLION, "buyer");
        vm.assertEq(token.totalSupply(), 800 * MILLION, "supply");
    }

    function checkAllocation(IAllocation allocation, uint256 total, uint256 released) private view {
        vm.assertEq(allocation.total(), total * MILLION, "total");
        vm.assertEq(allocation.released(), released * MILLION, "released");
        vm.assertEq(token.balanceOf(address(allocation)), (total - released) * MILLION, "held");
    }

    function checkNext(IAllocation allocation, uint64 expectedAt, uint256 millions) private view {
        (uint64 dueAt, uint256 amount) = allocation.nextRelease();
        vm.assertEq(dueAt, expectedAt, "next release");
        vm.assertEq(amount, expectedAt == 0 ? 0 : millions * MILLION, "amount of the next release");
    }

    /// @dev When the column of the table grows next; zero when it does not.
    function nextDate(uint64[145] memory due, uint16[145] memory column, uint256 month)
        private
        pure
        returns (uint64)
    {
        for (uint256 later = month + 1; later < 145; ++later) {
            if (column[later] != column[month]) return due[later];
        }
        return 0;
    }

    /// @dev 208 weeks are 125,798,400 seconds.
    function eraOf(uint256 secondsSinceLaunch) private pure returns (uint256) {
        if (secondsSinceLaunch < 125_798_400) return 0;
        if (secondsSinceLaunch < 251_596_800) return 1;
        return secondsSinceLaunch < 377_395_200 ? 2 : 3;
    }

    function expectNothing(Vesting vesting, uint64 nextAt) private {
        vm.expectRevert(abi.encodeWithSelector(Vesting.Vesting_NothingReleasable.selector, nextAt));
        vesting.release();
    }

    function expectCapExceeded(RewardsPayer payer, uint256 epoch, uint256 left, uint256 amount) private {
        vm.expectRevert(
            abi.encodeWithSelector(MiningReserve.MiningReserve_CapExceeded.selector, epoch, left, amount)
        );
        payer.pay(carol, amount);
    }
}

/// @title Launched on Monday, 31 January 2028, 12:34:56 UTC: most months are shorter
contract ScheduleFrom31JanuaryTest is ScheduleWalk {
    /// @dev The launch and the 144 months after it, 12 a row.
    function dates() internal pure override returns (uint64[145] memory) {
        // forgefmt: disable-start
        return [
            uint64(1_832_934_896), 1_835_440_496, 1_838_118_896, 1_840_710_896, 1_843_389_296, 1_845_981_296, // from January 2028
            1_848_659_696, 1_851_338_096, 1_853_930_096, 1_856_608_496, 1_859_200_496, 1_861_878_896, // from July 2028
            1_864_557_296, 1_866_976_496, 1_869_654_896, 1_872_246_896, 1_874_925_296, 1_877_517_296, // from January 2029
            1_880_195_696, 1_882_874_096, 1_885_466_096, 1_888_144_496, 1_890_736_496, 1_893_414_896, // from July 2029
            1_896_093_296, 1_898_512_496, 1_901_190_896, 1_903_782_896, 1_906_461_296, 1_909_053_296, // from January 2030
            1_911_731_696, 1_914_410_096, 1_917_002_096, 1_919_680_496, 1_922_272_496, 1_924_950_896, // from July 2030
            1_927_629_296, 1_930_048_496, 1_932_726_896, 1_935_318_896, 1_937_997_296, 1_940_589_296, // from January 2031
            1_943_267_696, 1_945_946_096, 1_948_538_096, 1_951_216_496, 1_953_808_496, 1_956_486_896, // from July 2031
            1_959_165_296, 1_961_670_896, 1_964_349_296, 1_966_941_296, 1_969_619_696, 1_972_211_696, // from January 2032
            1_974_890_096, 1_977_568_496, 1_980_160_496, 1_982_838_896, 1_985_430_896, 1_988_109_296, // from July 2032
            1_990_787_696, 1_993_206_896, 1_995_885_296, 1_998_477_296, 2_001_155_696, 2_003_747_696, // from January 2033
            2_006_426_096, 2_009_104_496, 2_011_696_496, 2_014_374_896, 2_016_966_896, 2_019_645_296, // from July 2033
            2_022_323_696, 2_024_742_896, 2_027_421_296, 2_030_013_296, 2_032_691_696, 2_035_283_696, // from January 2034
            2_037_962_096, 2_040_640_496, 2_043_232_496, 2_045_910_896, 2_048_502_896, 2_051_181_296, // from July 2034
            2_053_859_696, 2_056_278_896, 2_058_957_296, 2_061_549_296, 2_064_227_696, 2_066_819_696, // from January 2035
            2_069_498_096, 2_072_176_496, 2_074_768_496, 2_077_446_896, 2_080_038_896, 2_082_717_296, // from July 2035
            2_085_395_696, 2_087_901_296, 2_090_579_696, 2_093_171_696, 2_095_850_096, 2_098_442_096, // from January 2036
            2_101_120_496, 2_103_798_896, 2_106_390_896, 2_109_069_296, 2_111_661_296, 2_114_339_696, // from July 2036
            2_117_018_096, 2_119_437_296, 2_122_115_696, 2_124_707_696, 2_127_386_096, 2_129_978_096, // from January 2037
            2_132_656_496, 2_135_334_896, 2_137_926_896, 2_140_605_296, 2_143_197_296, 2_145_875_696, // from July 2037
            2_148_554_096, 2_150_973_296, 2_153_651_696, 2_156_243_696, 2_158_922_096, 2_161_514_096, // from January 2038
            2_164_192_496, 2_166_870_896, 2_169_462_896, 2_172_141_296, 2_174_733_296, 2_177_411_696, // from July 2038
            2_180_090_096, 2_182_509_296, 2_185_187_696, 2_187_779_696, 2_190_458_096, 2_193_050_096, // from January 2039
            2_195_728_496, 2_198_406_896, 2_200_998_896, 2_203_677_296, 2_206_269_296, 2_208_947_696, // from July 2039
            2_211_626_096 // from January 2040
        ];
        // forgefmt: disable-end
    }

    /// @dev Millions of DATR that the technology's part has released by then.
    function technologyMillions() internal pure override returns (uint16[145] memory) {
        // forgefmt: disable-start
        return [
            uint16(0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
            32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
            48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48,
            64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
            64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
            64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
            64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
            64
        ];
        // forgefmt: disable-end
    }

    /// @dev Millions of DATR that the foundation's part has released by then.
    function foundationMillions() internal pure override returns (uint16[145] memory) {
        // forgefmt: disable-start
        return [
            uint16(0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            8, 8, 8, 16, 16, 16, 24, 24, 24, 32, 32, 32,
            40, 40, 40, 48, 48, 48, 56, 56, 56, 64, 64, 64,
            72, 72, 72, 80, 80, 80, 88, 88, 88, 96, 96, 96,
            104, 104, 104, 112, 112, 112, 120, 120, 120, 120, 120, 120,
            120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120,
            120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120,
            120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120,
            120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120,
            120
        ];
        // forgefmt: disable-end
    }

    /// @dev Sold are 0 million, so the reserve at launch is 536 million; a 416th of it, and its halves.
    function soldMillions() internal pure override returns (uint256) {
        return 0;
    }

    function caps() internal pure override returns (uint256[4] memory) {
        return [
            uint256(1_288_461_538_461_538_461_538_461),
            644_230_769_230_769_230_769_230,
            322_115_384_615_384_615_384_615,
            161_057_692_307_692_307_692_307
        ];
    }

    /// @dev All caps of the epochs before 208, 416, 624 and 626 together.
    function capSums() internal pure override returns (uint256[4] memory) {
        return [
            uint256(267_999_999_999_999_999_999_999_888),
            401_999_999_999_999_999_999_999_728,
            468_999_999_999_999_999_999_999_648,
            469_322_115_384_615_384_615_384_262
        ];
    }
}

/// @title Launched on Tuesday, 29 February 2028, 23:59:59 UTC: most years have no such day
contract ScheduleFrom29FebruaryTest is ScheduleWalk {
    /// @dev The launch and the 144 months after it, 12 a row.
    function dates() internal pure override returns (uint64[145] memory) {
        // forgefmt: disable-start
        return [
            uint64(1_835_481_599), 1_837_987_199, 1_840_665_599, 1_843_257_599, 1_845_935_999, 1_848_527_999, // from February 2028
            1_851_206_399, 1_853_884_799, 1_856_476_799, 1_859_155_199, 1_861_747_199, 1_864_425_599, // from August 2028
            1_867_017_599, 1_869_523_199, 1_872_201_599, 1_874_793_599, 1_877_471_999, 1_880_063_999, // from February 2029
            1_882_742_399, 1_885_420_799, 1_888_012_799, 1_890_691_199, 1_893_283_199, 1_895_961_599, // from August 2029
            1_898_553_599, 1_901_059_199, 1_903_737_599, 1_906_329_599, 1_909_007_999, 1_911_599_999, // from February 2030
            1_914_278_399, 1_916_956_799, 1_919_548_799, 1_922_227_199, 1_924_819_199, 1_927_497_599, // from August 2030
            1_930_089_599, 1_932_595_199, 1_935_273_599, 1_937_865_599, 1_940_543_999, 1_943_135_999, // from February 2031
            1_945_814_399, 1_948_492_799, 1_951_084_799, 1_953_763_199, 1_956_355_199, 1_959_033_599, // from August 2031
            1_961_711_999, 1_964_217_599, 1_966_895_999, 1_969_487_999, 1_972_166_399, 1_974_758_399, // from February 2032
            1_977_436_799, 1_980_115_199, 1_982_707_199, 1_985_385_599, 1_987_977_599, 1_990_655_999, // from August 2032
            1_993_247_999, 1_995_753_599, 1_998_431_999, 2_001_023_999, 2_003_702_399, 2_006_294_399, // from February 2033
            2_008_972_799, 2_011_651_199, 2_014_243_199, 2_016_921_599, 2_019_513_599, 2_022_191_999, // from August 2033
            2_024_783_999, 2_027_289_599, 2_029_967_999, 2_032_559_999, 2_035_238_399, 2_037_830_399, // from February 2034
            2_040_508_799, 2_043_187_199, 2_045_779_199, 2_048_457_599, 2_051_049_599, 2_053_727_999, // from August 2034
            2_056_319_999, 2_058_825_599, 2_061_503_999, 2_064_095_999, 2_066_774_399, 2_069_366_399, // from February 2035
            2_072_044_799, 2_074_723_199, 2_077_315_199, 2_079_993_599, 2_082_585_599, 2_085_263_999, // from August 2035
            2_087_942_399, 2_090_447_999, 2_093_126_399, 2_095_718_399, 2_098_396_799, 2_100_988_799, // from February 2036
            2_103_667_199, 2_106_345_599, 2_108_937_599, 2_111_615_999, 2_114_207_999, 2_116_886_399, // from August 2036
            2_119_478_399, 2_121_983_999, 2_124_662_399, 2_127_254_399, 2_129_932_799, 2_132_524_799, // from February 2037
            2_135_203_199, 2_137_881_599, 2_140_473_599, 2_143_151_999, 2_145_743_999, 2_148_422_399, // from August 2037
            2_151_014_399, 2_153_519_999, 2_156_198_399, 2_158_790_399, 2_161_468_799, 2_164_060_799, // from February 2038
            2_166_739_199, 2_169_417_599, 2_172_009_599, 2_174_687_999, 2_177_279_999, 2_179_958_399, // from August 2038
            2_182_550_399, 2_185_055_999, 2_187_734_399, 2_190_326_399, 2_193_004_799, 2_195_596_799, // from February 2039
            2_198_275_199, 2_200_953_599, 2_203_545_599, 2_206_223_999, 2_208_815_999, 2_211_494_399, // from August 2039
            2_214_172_799 // from February 2040
        ];
        // forgefmt: disable-end
    }

    /// @dev Millions of DATR that the technology's part has released by then.
    function technologyMillions() internal pure override returns (uint16[145] memory) {
        // forgefmt: disable-start
        return [
            uint16(0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16, 16,
            32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
            48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48, 48,
            64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
            64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
            64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
            64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64,
            64
        ];
        // forgefmt: disable-end
    }

    /// @dev Millions of DATR that the foundation's part has released by then.
    function foundationMillions() internal pure override returns (uint16[145] memory) {
        // forgefmt: disable-start
        return [
            uint16(0), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
            8, 8, 8, 16, 16, 16, 24, 24, 24, 32, 32, 32,
            40, 40, 40, 48, 48, 48, 56, 56, 56, 64, 64, 64,
            72, 72, 72, 80, 80, 80, 88, 88, 88, 96, 96, 96,
            104, 104, 104, 112, 112, 112, 120, 120, 120, 120, 120, 120,
            120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120,
            120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120,
            120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120,
            120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120, 120,
            120
        ];
        // forgefmt: disable-end
    }

    /// @dev Sold are 80 million, so the reserve at launch is 456 million; a 416th of it, and its halves.
    function soldMillions() internal pure override returns (uint256) {
        return 80;
    }

    function caps() internal pure override returns (uint256[4] memory) {
        return [
            uint256(1_096_153_846_153_846_153_846_153),
            548_076_923_076_923_076_923_076,
            274_038_461_538_461_538_461_538,
            137_019_230_769_230_769_230_769
        ];
    }

    /// @dev All caps of the epochs before 208, 416, 624 and 626 together.
    function capSums() internal pure override returns (uint256[4] memory) {
        return [
            uint256(227_999_999_999_999_999_999_999_824),
            341_999_999_999_999_999_999_999_632,
            398_999_999_999_999_999_999_999_536,
            399_274_038_461_538_461_538_461_074
        ];
    }
}
