using Huracan.Contracts;
using Huracan.Storage.Runs;
using Microsoft.Extensions.Options;

namespace Huracan.Silo.Settings;

/// <summary>A silo does not start on a device that is not available.</summary>
internal sealed class DeviceRule : IValidateOptions<SiloOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloOptions options) =>
        TryResolve(options, out var refusal) is null
            ? ValidateOptionsResult.Fail($"{SiloOptions.Section}__Device='{options.Device}': {refusal}")
            : ValidateOptionsResult.Success;

    /// <summary><c>cpu</c> or <c>cuda</c>; null, with the reason, where it is not available.</summary>
    public static string? TryResolve(SiloOptions options, out string refusal)
    {
        try
        {
            refusal = "";
            return TrainingDevice.Resolve(options.Device, Environment.GetEnvironmentVariable(TrainingDevice.Variable));
        }
        catch (InputRefusedException exception)
        {
            refusal = exception.Message;
            return null;
        }
    }
}
