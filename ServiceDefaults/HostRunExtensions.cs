using Huracan.ServiceDefaults.Options;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Huracan.ServiceDefaults;

/// <summary>Runs a host to its end and says how it ended.</summary>
public static class HostRunExtensions
{
    public const int Done = 0;
    public const int Failed = 1;
    public const int Refused = 2;

    /// <summary>0 after an orderly stop; 2 when settings are refused, each with a line; 1 when the address is taken.</summary>
    public static async Task<int> RunToExitCodeAsync(this IHost host, CancellationToken cancellationToken = default)
    {
        try
        {
            // Looked at before the start, because a host that fails while starting logs a stack trace first.
            var faults = host.Services.GetServices<IHostedService>().OfType<OptionsCheck>().SelectMany(check => check.Examine()).ToList();
            if (faults.Count > 0)
                throw new OptionsRefusedException(faults);
            await host.RunAsync(cancellationToken);
            return Done;
        }
        catch (OptionsRefusedException refused)
        {
            await Console.Error.WriteLineAsync($"error: {refused.Message}");
            return Refused;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"error: {taken.Message} Another process listens there: stop it or choose another port (ASPNETCORE_URLS).");
            return Failed;
        }
        finally
        {
            if (host is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
        }
    }
}
