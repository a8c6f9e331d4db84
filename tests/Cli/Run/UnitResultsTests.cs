using Huracan.Cli.Run;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Pipeline.Stages;
using Huracan.Worker;

namespace Huracan.Tests.Cli.Run;

public class UnitBoardTests
{
    private static readonly UnitId Bitcoin = new("BTCUSDT", Timeframe.H1);
    private static readonly UnitId Coin = new("SIM001USDT", Timeframe.H1);
    private static readonly UnitId Slow = new("SIM001USDT", Timeframe.H4);

    private readonly UnitResults board = new([Bitcoin, Coin, Slow]);

    [Fact]
    public void A_unit_without_a_result_has_failed()
    {
        board.Handle(Job(Coin), new WorkerReply { Unit = Done(Coin) });

        Assert.Equal([UnitStatus.Failed, UnitStatus.Done, UnitStatus.Failed], board.Results.Select(unit => unit.Status));
        Assert.Equal([Bitcoin, Slow], board.Open);
    }

    [Fact]
    public void A_coin_that_could_not_be_taken_in_ends_all_its_units_and_no_other()
    {
        board.Handle(Ingest(Coin), new WorkerReply { Error = "the disk is full" });

        Assert.Equal([Bitcoin], board.Open);
        Assert.Equal("the disk is full", board.Results[1].Reason);
        Assert.Equal(UnitStatus.Failed, board.Results[2].Status);
        Assert.Contains("--resume", board.Results[2].Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Candidates_whose_best_model_was_made_or_found_current_are_known()
    {
        foreach (var (scope, stage, progress) in new[]
        {
            ("SIM001USDT/1h/linear/h4", "best", StageProgress.Skipped), ("SIM001USDT/1h/tcn/h4", "best", StageProgress.Finished),
            ("SIM001USDT/1h/gru/h4", "best", StageProgress.Started), ("SIM001USDT/1h/lstm/h4", "tune", StageProgress.Finished),
        })
            board.Handle(Job(Coin), new WorkerReply { Event = new StageEvent(scope, stage, progress) });

        Assert.Equal(["SIM001USDT/1h/linear/h4", "SIM001USDT/1h/tcn/h4"], board.Trained.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_refusal_is_no_failure()
    {
        board.Handle(Job(Coin), new WorkerReply { Error = "it was changed", Refused = true });

        Assert.Equal((UnitStatus.Skipped, "it was changed"), (board.Results[1].Status, board.Results[1].Reason));
    }

    [Fact]
    public void Without_Bitcoins_candles_every_unit_fails()
    {
        board.Handle(Ingest(Bitcoin), new WorkerReply { Error = "The worker was ended by signal 9." });

        Assert.Empty(board.Open);
        Assert.All(board.Results, unit => Assert.Equal(UnitStatus.Failed, unit.Status));
        Assert.Equal("The worker was ended by signal 9.", board.Results[0].Reason);
        Assert.StartsWith("BTCUSDT, whose candles every unit may read", board.Results[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_highest_memory_of_any_worker_is_kept()
    {
        board.Handle(Job(Coin), new WorkerReply { Unit = Done(Coin), PeakMemoryBytes = 7 });
        board.Handle(Job(Slow), new WorkerReply { Unit = Done(Slow), PeakMemoryBytes = 3 });

        Assert.Equal(7, board.PeakMemoryBytes);
    }

    private static WorkerJob Job(UnitId unit) => new(WorkerJobKind.Unit, unit.Coin, unit.Timeframe);

    private static WorkerJob Ingest(UnitId unit) => new(WorkerJobKind.Ingest, unit.Coin, null);

    private static UnitResult Done(UnitId unit) => new(unit.Coin, unit.Timeframe, UnitStatus.Done, "", "");
}
