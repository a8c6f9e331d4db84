using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Huracan.ServiceDefaults.Options;

/// <summary>Examines all settings before anything starts.</summary>
internal sealed class OptionsCheck(IEnumerable<IOptionsFaults> faults, IStartupValidator? startup = null) : IHostedLifecycleService
{
    public IReadOnlyList<OptionFault> Examine() => [.. faults.SelectMany(source => source.Examine()), .. Startup()];

    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var found = Examine();
        return found.Count == 0 ? Task.CompletedTask : throw new OptionsRefusedException(found);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>What others registered with the framework's own ValidateOnStart.</summary>
    private IEnumerable<OptionFault> Startup()
    {
        try
        {
            startup?.Validate();
            return [];
        }
        catch (OptionsValidationException one)
        {
            return Faults(one);
        }
        catch (AggregateException all) when (all.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return [.. all.InnerExceptions.SelectMany(inner => Faults((OptionsValidationException)inner))];
        }
    }

    private static IEnumerable<OptionFault> Faults(OptionsValidationException fault) =>
        fault.Failures.Select(failure => new OptionFault(fault.OptionsType.Name, "", failure));
}
