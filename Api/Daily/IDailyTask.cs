using Huracan.Contracts.Grains;
using Huracan.MarketData.Daily;

namespace Huracan.Api.Daily;

/// <summary>A task of the daily cycle. It may be begun again after its host has died.</summary>
internal interface IDailyTask
{
    /// <summary>A name of <see cref="DailyTask"/>.</summary>
    string Name { get; }

    /// <summary>Whether another API has to carry it out now.</summary>
    bool IsElsewhere => false;

    /// <summary>Carries it out.</summary>
    /// <param name="options">The daily cycle.</param>
    /// <param name="due">What it is carried out for.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="Contracts.InputRefusedException">It cannot be done; the message says why.</exception>
    Task<TaskOutcome> RunAsync(DailyOptions options, ScheduledTask due, CancellationToken cancellationToken);
}
