using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Storage.Configuration;
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

    /// <summary>The device; null, with the reason, where it is unknown or not available.</summary>
    public static TrainingDevice? TryResolve(SiloOptions options, out string refusal)
    {
        try
        {
            refusal = "";
            var asked = SettingValue.Parse<TrainingDevice>("device", options.Device);
            return DeviceResolution.Resolve(asked, Environment.GetEnvironmentVariable(DeviceResolution.Variable));
        }
        catch (InputRefusedException exception)
        {
            refusal = exception.Message;
            return null;
        }
    }
}
