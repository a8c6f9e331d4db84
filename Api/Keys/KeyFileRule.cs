using Huracan.Contracts;
using Huracan.ServiceDefaults.Options;

namespace Huracan.Api.Keys;

/// <summary>A file of keys that cannot be read ends the program before it starts: nobody could call it.</summary>
internal sealed class KeyFileRule(ApiKeyFile file) : IOptionsFaults
{
    public IEnumerable<OptionFault> Examine()
    {
        string fault;
        try
        {
            file.ReadOrCreate();
            yield break;
        }
        catch (Exception refused) when (refused is InputRefusedException or IOException or UnauthorizedAccessException)
        {
            fault = refused.Message;
        }
        yield return new OptionFault("HURACAN_STATE", file.FilePath, $"{fault} Mend it, or remove it to have new keys made.");
    }
}
