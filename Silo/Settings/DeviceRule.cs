using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;
using Microsoft.Extensions.Options;

namespace Huracan.Silo.Settings;

/// <summary>A device that cannot be had ends the silo before it starts.</summary>
internal sealed class DeviceRule : IValidateOptions<SiloOptions>
{
    public ValidateOptionsResult Validate(string? name, SiloOptions options) =>
        TryResolve(options, out var refusal) is null
            ? ValidateOptionsResult.Fail($"{SiloOptions.Section}__Device='{options.Device}': {refusal}")
            : ValidateOptionsResult.Success;

    /// <summary>What it stands for; null with the reason where it is unknown or cannot be had.</summary>
    public static TrainingDevice? TryResolve(SiloOptions options, out string refusal)
    {
        try
        {
            refusal = "";
            var asked = SettingValue.Parse<TrainingDevice>("device", options.Device);
            return DeviceResolution.Resolve(asked, Environment.GetEnvironmentVariable(DeviceResolution.Variable));
        }
        catch (InputRefusedException refused)
        {
            refusal = refused.Message;
            return null;
        }
    }
}
