using Huracan.Cli.Experiment;
using Huracan.Contracts;
using Huracan.Engine.Experiments;
using Huracan.Engine.Pipeline.Settings;
using Huracan.Storage.Configuration;
using Huracan.Storage.Runs;

namespace Huracan.Tests.Cli.Experiment;

public sealed class ExperimentFolderTests : IDisposable
{
    private const string Yaml = "seeds: [3, 4]\nrun:\n  models: [linear, xgboost]\n  epochs: 8\n";

    private readonly TemporaryFolder scratch = new();

    [Fact]
    public void Every_experiment_of_the_configuration_is_one_and_names_families_that_there_are()
    {
        string[] files = ["baseline.yaml", "families-real.yaml"];
        foreach (var file in files)
        {
            var settings = YamlFile.Load<ExperimentSettings>(Path.Combine(Repository.Root, "config", "experiments", file));

            Assert.All(settings.Run.Models, model => Assert.Contains(RunFiles.Families.Families, family => family.Name == model));
            Assert.Equal(("linear", 2, null), (settings.Control, settings.Seeds.Count, settings.Name));
        }
    }

    [Theory]
    [InlineData("run:\n  models: [xgboost, tcn]\n", "line 1: 'control' is 'linear', which is none of 'run.models': xgboost, tcn.")]
    [InlineData("control: tcn\nrun:\n  models: [tcn]\n", "line 2: 'run' has 1 of 'models'; to compare, it takes two or more.")]
    [InlineData("seeds: [1, 1]\nrun:\n  models: [linear, tcn]\n", "line 1: 'seeds' has one more than once: 1, 1; each is a run.")]
    [InlineData("run:\n  models: [linear, tcn]\n  seed: 9\n", "line 1: 'run' has a 'seed', which each of 'seeds' replaces; leave it out.")]
    [InlineData("alpha: 0.7\nrun:\n  models: [linear, tcn]\n", "line 1: 'alpha' is 0.7; it must be at least 0.001 and at most 0.5.")]
    [InlineData("run:\n  models: [linear, tcn]\n  epoch: 9\n", "line 3: there is no setting 'run.epoch'. Did you mean 'epochs'?")]
    [InlineData("metric: sharpe\nrun:\n  models: [linear, tcn]\n", "line 1: 'metric' is 'sharpe'; it must be")]
    public void A_file_that_makes_no_sense_is_refused_with_its_line(string yaml, string message)
    {
        var refused = Assert.Throws<InputRefusedException>(() => YamlFile.Parse<ExperimentSettings>(yaml, "e.yaml"));

        Assert.Contains($"e.yaml, {message}", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("my experiment.yaml", "'name' is 'my experiment'")]
    [InlineData("...yaml", "'name' is '..'")]
    public void A_file_whose_own_name_cannot_be_an_experiments_is_refused_before_anything_is_trained(string file, string words)
    {
        File.WriteAllText(scratch[file], Yaml);
        var refused = Assert.Throws<InputRefusedException>(() => ExperimentCommand.Load(scratch[file]));
        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.Contains("named by its file", refused.Message, StringComparison.Ordinal);

        File.WriteAllText(scratch[file], $"name: mine\n{Yaml}  search: {{trials: 3}}\n");
        var settings = ExperimentCommand.Load(scratch[file]);
        Assert.Equal(("mine", SearchedParts.Train), (settings.Name, settings.Run.Search.Within)); // it measures on validation
    }

    [Fact]
    public void Other_settings_are_refused_by_what_differs_unless_it_begins_anew()
    {
        var folder = new ExperimentFolder(scratch.Root, "mine");
        folder.Begin(Settings(Yaml), restarts: false);
        folder.Write(new SortedDictionary<string, string> { ["3"] = "20200101T000000Z-00000000" });

        folder.Begin(Settings(Yaml), restarts: false);
        Assert.Equal("20200101T000000Z-00000000", folder.Runs()["3"]);
        var refused = Assert.Throws<InputRefusedException>(
            () => folder.Begin(Settings(Yaml.Replace("8", "9", StringComparison.Ordinal) + "alpha: 0.1\n"), restarts: false));
        folder.Begin(Settings(Yaml + "alpha: 0.1\n"), restarts: true);

        Assert.Contains(
            "was begun with other settings:\n  alpha was 0.05 and is 0.1\n  run.epochs was 8 and is 9\n", refused.Message,
            StringComparison.Ordinal);
        Assert.Empty(folder.Runs());
        folder.Begin(Settings(Yaml + "alpha: 0.1\n"), restarts: false);

        File.WriteAllText(Path.Combine(folder.Path, "experiment.yaml"), "name: of an earlier version\n");
        Assert.Throws<InputRefusedException>(() => folder.Begin(Settings(Yaml), restarts: false));
        folder.Begin(Settings(Yaml), restarts: true);
    }

    [Fact]
    public void What_was_begun_on_one_server_goes_on_neither_on_another_nor_on_this_machine()
    {
        const string Here = "http://127.0.0.1:5080/", There = "http://10.0.0.1:5080/";
        var folder = new ExperimentFolder(scratch.Root, "mine");
        folder.Begin(Settings(Yaml), restarts: false);
        var local = Assert.Throws<InputRefusedException>(() => folder.Begin(Settings(Yaml), restarts: false, Here));
        folder.Begin(Settings(Yaml), restarts: true, Here);
        var id = folder.BegunOn()!.Id;
        folder.Begin(Settings(Yaml), restarts: false, Here);
        var other = Assert.Throws<InputRefusedException>(() => folder.Begin(Settings(Yaml), restarts: false, There));
        var back = Assert.Throws<InputRefusedException>(() => folder.Begin(Settings(Yaml), restarts: false));

        Assert.Contains($"was begun on this machine; {Here} knows none of its runs", local.Message, StringComparison.Ordinal);
        Assert.Contains($"was begun on {Here}; {There} knows none of its runs", other.Message, StringComparison.Ordinal);
        Assert.Contains($"with --server {Here}", back.Message, StringComparison.Ordinal);
        Assert.Equal(new ExperimentServer(Here, id), folder.BegunOn());
        folder.Begin(Settings(Yaml), restarts: true, There);
        Assert.NotEqual(id, folder.BegunOn()!.Id); // other runs than before
        folder.Begin(Settings(Yaml), restarts: true);
        Assert.Null(folder.BegunOn());
    }

    public void Dispose() => scratch.Dispose();

    private static ExperimentSettings Settings(string yaml) => YamlFile.Parse<ExperimentSettings>(yaml, "e.yaml");
}
