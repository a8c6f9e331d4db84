using Huracan.Contracts;
using Huracan.Publishing;
using Huracan.Storage.Configuration;

namespace Huracan.Tests.Publishing;

public class PublishingOptionsTests
{
    [Fact]
    public void The_shipped_file_says_the_defaults() => Assert.Equal(
        new PublishingOptions(), YamlFile.Load<PublishingOptions>(Path.Combine(AppContext.BaseDirectory, "config", "publishing.yaml")));

    [Theory]
    [InlineData("api: http://api.example.com/2/", "it must be an https address")] // the token would travel in the clear
    [InlineData("content: https://content.example.com/2", "it must be an https address that ends in '/'")]
    [InlineData("folder: champions", "must begin with '/'")]
    [InlineData("folder: /champions/", "not end in '/'")]
    [InlineData("chunk_megabytes: 200", "144")]
    public void A_value_that_cannot_be_is_refused(string line, string words)
    {
        var refusal = Assert.Throws<InputRefusedException>(
            () => YamlFile.Parse<PublishingOptions>($"dropbox:\n  {line}\n", "publishing.yaml"));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }
}
