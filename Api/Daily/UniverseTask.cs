using Huracan.Contracts.Grains;
using Huracan.Engine.Factory;
using Huracan.MarketData.Daily;
using Huracan.Storage.MarketStore;

namespace Huracan.Api.Daily;

/// <summary>Chooses the coins that are worth a model.</summary>
internal sealed class UniverseTask : IDailyTask
{
    public string Name => DailyTask.Universe;

    public Task<TaskOutcome> RunAsync(DailyOptions options, ScheduledTask due, CancellationToken cancellationToken) =>
        Task.FromResult(
            CoinUniverse.Choose(new StoreCandleSource(options.Source), options.ToFactory().Universe, cancellationToken).ToOutcome());
}
