using Huracan.Contracts;
using Huracan.Publishing.Tracking;
using Huracan.Storage.Configuration;

namespace Huracan.Tests.Publishing.Tracking;

public class TrackingOptionsTests
{
    [Fact]
    public void The_shipped_file_says_the_defaults_and_is_off()
    {
        var shipped = YamlFile.Load<TrackingOptions>(Path.Combine(AppContext.BaseDirectory, "config", "tracking.yaml"));
        Assert.Equal(new TrackingOptions(), shipped);
        Assert.False(shipped.IsOn);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000", null, "http://127.0.0.1:5000")]
    [InlineData("file:///tmp/my%20runs", "/tmp/my runs", null)]
    [InlineData("mlruns", "mlruns", null)]
    public void The_environment_replaces_both_targets(string target, string? folder, string? server)
    {
        var options = new TrackingOptions { Folder = "a", Server = "http://b" }.Under(
            name => name switch { "MLFLOW_TRACKING_URI" => target, "MLFLOW_EXPERIMENT_NAME" => "mine", _ => null });
        Assert.Equal((folder, server, "mine"), (options.Folder, options.Server, options.Experiment));
    }

    [Theory]
    [InlineData("sqlite:///m.db")]
    [InlineData("databricks://profile")]
    [InlineData("databricks")]
    [InlineData("file://elsewhere/mlruns")]
    public void A_target_of_another_kind_is_refused(string target)
    {
        var refusal = Assert.Throws<InputRefusedException>(
            () => new TrackingOptions().Under(name => name == "MLFLOW_TRACKING_URI" ? target : null));
        Assert.Contains($"MLFLOW_TRACKING_URI is '{target}'", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_in_an_address_is_shown_nowhere()
    {
        var options = new TrackingOptions();
        Assert.Equal("https://me:it@host/", options.At("https://me:it@host/", "x").Server);
        foreach (var target in new[] { "htp://me:se/c@ret@host/a", "me:secret@host" })
        {
            var refusal = Assert.Throws<InputRefusedException>(() => options.At(target, "--server"));
            Assert.Matches("^--server is '(htp://)?host(/a)?'; it must be", refusal.Message);
        }
        Assert.DoesNotContain(
            "secret",
            Assert.Throws<InputRefusedException>(() => YamlFile.Parse<TrackingOptions>("server: ftp://me:secret@h\n", "t")).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("server: localhost:5000", "http or https")]
    [InlineData("folder: ''", "must name a folder")]
    [InlineData("timeout_seconds: 0", "600")]
    public void A_value_that_cannot_be_is_refused(string line, string words)
    {
        var refusal = Assert.Throws<InputRefusedException>(() => YamlFile.Parse<TrackingOptions>($"{line}\n", "tracking.yaml"));
        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
    }
}
