using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Huracan.ServiceDefaults;

/// <summary>Runs a host to its end and reports how it ended.</summary>
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
            // Validated before the start as well, because a host that fails while starting logs a stack trace first.
            host.Services.GetService<IStartupValidator>()?.Validate();
            await host.RunAsync(cancellationToken);
            return Done;
        }
        catch (OptionsValidationException exception)
        {
            return await RefuseAsync(exception.Failures);
        }
        catch (AggregateException exception) when (exception.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            return await RefuseAsync(exception.InnerExceptions.SelectMany(inner => ((OptionsValidationException)inner).Failures));
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await Console.Error.WriteLineAsync(
                $"error: {exception.Message} Another process listens there: stop it or choose another port (ASPNETCORE_URLS).");
            return Failed;
        }
        finally
        {
            if (host is IAsyncDisposable disposable)
                await disposable.DisposeAsync();
        }
    }

    private static async Task<int> RefuseAsync(IEnumerable<string> failures)
    {
        await Console.Error.WriteLineAsync($"error: settings refused:{string.Concat(failures.Select(failure => $"\n  {failure}"))}");
        return Refused;
    }
}
