using Huracan.Api.Settings;
using Huracan.Contracts;
using Microsoft.Extensions.Options;

namespace Huracan.Api.Keys;

/// <summary>A file of keys that cannot be read ends the program before it starts: nobody could call it.</summary>
internal sealed class KeyFileRule(ApiKeyFile file) : IValidateOptions<ApiOptions>
{
    public ValidateOptionsResult Validate(string? name, ApiOptions options)
    {
        try
        {
            file.ReadOrCreate();
            return ValidateOptionsResult.Success;
        }
        catch (Exception exception) when (exception is InputRefusedException or IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail(
                $"HURACAN_STATE, {file.FilePath}: {exception.Message} Correct it, or remove it to have new keys made.");
        }
    }
}
