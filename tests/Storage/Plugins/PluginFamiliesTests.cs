using System.Reflection;
using System.Reflection.Emit;
using Huracan.Contracts;
using Huracan.Contracts.Reports;
using Huracan.Engine.Models;
using Huracan.Engine.Models.Baselines;
using Huracan.Engine.Pipeline.Candidates;
using Huracan.Engine.Search.Space;
using Huracan.Storage.Plugins;
using Huracan.Tests.Champions;

namespace Huracan.Tests.Storage.Plugins;

public sealed class PluginFamiliesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    // What the build of docs/Plugin left.
    private static string Sample { get; } = Path.Combine(
        Repository.Root, ".build", "bin", "Plugin", Path.GetFileName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)),
        "Bins.dll");

    public void Dispose() => folder.Dispose();

    [Fact]
    public void The_sample_is_a_family_beside_the_engines_own()
    {
        var registry = Load(Sample);

        var family = registry["bins"];
        Assert.Equal(("sequence", "width"), (family.FeatureSet, family.Space!.Parameters.Single().Name));
        Assert.NotNull(family.CodeHash);
        Assert.Null(registry["xgboost"].CodeHash);
        Assert.False(File.Exists(Path.Combine(Path.GetDirectoryName(Sample)!, "Huracan.Engine.dll"))); // the program's is used
    }

    [Fact]
    public void The_sample_goes_through_a_run_from_training_to_its_report()
    {
        var (context, result) = GenuineRun.Make(folder[GenuineRun.Id], "bins", options => options.ModelSettings = [], Load(Sample));

        Assert.Equal(UnitStatus.Done, result.Status);
        Assert.Equal("bins", result.Family);
        var path = $"{GenuineRun.Unit}/bins/h4/final_model";
        Assert.True(context.Folder.Exists($"{path}/model.json"));
        TrainedModel.Load(context.Folder, path, context.Families).Dispose();

        // Forecasts of other code are not those that were tested.
        var config = context.Folder.ReadJson<ModelConfig>($"{path}/config.json");
        context.Folder.WriteJson($"{path}/config.json", config with
        {
            Lineage = new SortedDictionary<string, string>(config.Lineage.ToDictionary()) { ["plugin"] = "0123" },
        });
        Assert.Equal(
            $"{path}: the model is of the build 0123 of the plug-in with 'bins', and here is {context.Families["bins"].CodeHash}.",
            Assert.Throws<InputRefusedException>(() => TrainedModel.Load(context.Folder, path, context.Families)).Message);
    }

    [Fact]
    public void Without_a_file_there_are_the_engines_families_alone() =>
        Assert.Equal(new ModelRegistry().Families.Select(one => one.Name), PluginFamilies.Load(null).Families.Select(one => one.Name));

    [Fact]
    public void Paths_are_below_the_folder_of_the_file()
    {
        folder.Write("config/mine/Bins.dll", "");
        File.Copy(Sample, folder["config/mine/Bins.dll"], overwrite: true);

        Assert.Equal("bins", Load("mine/Bins.dll")["bins"].Name);
    }

    [Fact]
    public void The_file_lies_beside_the_program_or_where_the_variable_says()
    {
        var beside = folder.Write("config/plugins.yaml", "plugins: []\n");
        var named = folder.Write("named.yaml", "plugins: []\n");

        Assert.Equal(beside, PluginFamilies.Find(null, folder.Root));
        Assert.Equal(beside, PluginFamilies.Find("", folder.Root));
        Assert.Null(PluginFamilies.Find(null, folder["config"]));
        Assert.Equal(named, PluginFamilies.Find(named, folder.Root));
        Refused("plugins.yaml", "HURACAN_PLUGINS is 'plugins.yaml'; it must be an absolute path.");
        Refused(folder["none.yaml"], $"HURACAN_PLUGINS: there is no file {folder["none.yaml"]}.");

        void Refused(string variable, string message) =>
            Assert.Equal(message, Assert.Throws<InputRefusedException>(() => PluginFamilies.Find(variable, folder.Root)).Message);
    }

    [Fact]
    public void A_faulty_plugin_is_refused_by_its_name()
    {
        folder.Write("config/text.dll", "no assembly");

        Refused("nowhere.dll", "there is no file");
        Refused("text.dll", "it is no assembly of .NET");
        Refused(typeof(InputRefusedException).Assembly.Location, "it has no class with [ModelFamily]");
        Refused(typeof(PluginFamiliesTests).Assembly.Location, "Search space: 'depth' depends on 'width', which does not come before it.");
        Refused(WithoutWhatItNeeds(), "it does not fit this program: Could not load file or assembly 'Absent");
        Assert.Contains(
            $"plug-in {Sample}: ", Assert.Throws<InputRefusedException>(() => Load(Sample, Sample)).Message, StringComparison.Ordinal);
        Assert.Contains(
            "'plugin'", Assert.Throws<InputRefusedException>(() => PluginFamilies.Load(folder.Write("config/plugins.yaml", "plugin: [a]")))
                .Message, StringComparison.Ordinal);

        void Refused(string plugin, string words)
        {
            var message = Assert.Throws<InputRefusedException>(() => Load(plugin)).Message;
            Assert.Contains($"plugins.yaml, plug-in {plugin}: {words}", message, StringComparison.Ordinal);
        }
    }

    // An assembly with a type that implements an interface of an assembly that is not there.
    private string WithoutWhatItNeeds()
    {
        const TypeAttributes kind = TypeAttributes.Public | TypeAttributes.Interface | TypeAttributes.Abstract;
        var absent = new PersistedAssemblyBuilder(new AssemblyName("Absent"), typeof(object).Assembly)
            .DefineDynamicModule("Absent").DefineType("IAbsent", kind).CreateType();
        var plugin = new PersistedAssemblyBuilder(new AssemblyName("Needy"), typeof(object).Assembly);
        var needy = plugin.DefineDynamicModule("Needy").DefineType("INeedy", kind);
        needy.AddInterfaceImplementation(absent);
        needy.CreateType();
        plugin.Save(folder["Needy.dll"]);
        return folder["Needy.dll"];
    }

    private ModelRegistry Load(params string[] plugins) => PluginFamilies.Load(
        folder.Write("config/plugins.yaml", $"plugins: [{string.Join(", ", plugins.Select(path => $"'{path}'"))}]\n"));

    // This test's own assembly is a plug-in by it.
    [ModelFamily("misordered", FeatureSet = "sequence")]
    private sealed class Misordered(ModelSettings settings) : FrequencyModel(settings, groups: 1), ISearchable
    {
        public static SearchSpace Space { get; } = new([new("depth", new FloatDistribution(1, 2)) { Parent = "width" }]);

        protected override int Group(FeatureTable table, int bar) => 0;
    }
}
