using Huracan.Contracts.Client;
using Huracan.Dashboard.Api;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Huracan.Tests.Dashboard.Api;

public sealed class ApiKeysTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("huracan-keys-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_operators_key_in_the_APIs_folder_is_used_as_soon_as_it_exists()
    {
        var keys = Keys(new ApiOptions());
        Assert.Contains("looked for in", Assert.Throws<ApiException>(keys.Get).Message, StringComparison.Ordinal);
        Write("api", """[{"id":"a","role":"READER","key":"read"},{"id":"b","role":"OPERATOR","key":"write"}]""");
        Assert.Equal("write", keys.Get());
    }

    [Fact]
    public void A_readers_key_is_used_without_an_operators_and_the_own_folder_has_priority()
    {
        Write("api", """[{"id":"b","role":"OPERATOR","key":"write"}]""");
        Write("dashboard", """[{"id":"a","role":"READER","key":"read"}]""");
        Assert.Equal("read", Keys(new ApiOptions()).Get());
    }

    [Fact]
    public void A_given_key_needs_no_file_and_a_damaged_file_is_named()
    {
        Assert.Equal("given", Keys(new ApiOptions { Key = "given" }).Get());
        Write("dashboard", "{");
        Assert.Contains("api-keys.json", Assert.Throws<ApiException>(Keys(new ApiOptions()).Get).Message, StringComparison.Ordinal);
    }

    private ApiKeys Keys(ApiOptions options) => new(
        Options.Create(options),
        new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["HURACAN_STATE"] = Path.Combine(folder, "dashboard") })
            .Build());

    private void Write(string name, string content)
    {
        Directory.CreateDirectory(Path.Combine(folder, name));
        File.WriteAllText(Path.Combine(folder, name, "api-keys.json"), content);
    }
}
