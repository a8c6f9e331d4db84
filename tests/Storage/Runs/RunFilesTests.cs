using Huracan.Contracts;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;

namespace Huracan.Tests.Storage.Runs;

public class RunFilesTests
{
    // As the config.yaml of an earlier version's run has it: the run's name and the keys of its stages are made of these texts.
    private const string Config = """
        timeframes: [4h, 15m]
        labels: triple_barrier
        from: 2024-01-01
        to: 2024-12-31T12:00:00+01:00
        as_of: 2025-01-01T10:11:12.1234567+00:00
        device: cpu
        walk_forward: refit
        search:
          pruner: wilcoxon
          choice: highest
        """;

    private const string Defaults = """
        timeframes: [15m, 1h, 4h]
        labels: forward_return
        from: null
        to: null
        as_of: null
        device: auto
        walk_forward: frozen
          pruner: median
          choice: deflated
        """;

    [Theory]
    [InlineData(Config, Config)]
    [InlineData("{}", Defaults)]
    public void A_configuration_is_written_as_it_was_read(string text, string lines)
    {
        var written = YamlFile.Format(YamlFile.Parse<RunOptions>(text, "config.yaml"));

        Assert.All(lines.Split('\n'), line => Assert.Contains(line, written.Split('\n')));
        Assert.Equal(written, YamlFile.Format(YamlFile.Parse<RunOptions>(written, "config.yaml")));
    }

    [Theory]
    [InlineData("labels: up", "config.yaml, line 1: 'labels' is 'up'; it must be one of forward_return, triple_barrier, meta.")]
    [InlineData("from: soon", "config.yaml, line 1: 'from' is 'soon'; it must be an ISO date such as 2025-01-31.")]
    [InlineData("device: tpu", "config.yaml, line 1: 'device' is 'tpu'; it must be one of auto, cpu, cuda.")]
    [InlineData("walk_forward: both", "config.yaml, line 1: 'walk_forward' is 'both'; it must be one of frozen, refit.")]
    [InlineData("search: {pruner: x}", "config.yaml, line 1: 'search.pruner' is 'x'; it must be one of none, median, halving, wilcoxon.")]
    [InlineData("search: {choice: x}", "config.yaml, line 1: 'search.choice' is 'x'; it must be one of deflated, highest.")]
    public void A_value_that_cannot_be_is_refused_by_file_line_key_and_rule(string text, string error) =>
        Assert.Equal(error, Assert.Throws<InputRefusedException>(() => YamlFile.Parse<RunOptions>(text, "config.yaml")).Message);
}
