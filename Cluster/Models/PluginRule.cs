using Huracan.Contracts;
using Huracan.Storage.Runs;
using Microsoft.Extensions.Options;

namespace Huracan.Cluster.Models;

/// <summary>A program does not start with a plug-in that it, or its workers, could not check requests or load models by.</summary>
/// <typeparam name="TOptions">Options that the program checks at its start.</typeparam>
public sealed class PluginRule<TOptions> : IValidateOptions<TOptions>
    where TOptions : class
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TOptions options)
    {
        try
        {
            _ = RunFiles.Families;
            return ValidateOptionsResult.Success;
        }
        catch (InputRefusedException refused)
        {
            return ValidateOptionsResult.Fail(refused.Message);
        }
    }
}
