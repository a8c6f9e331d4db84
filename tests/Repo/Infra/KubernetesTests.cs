using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Huracan.Tests.Repo.Infra;

public partial class KubernetesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "infra", "kubernetes");
    private static readonly string[] Hosts = ["api", "dashboard", "silo"];

    [KubectlFact]
    public void Every_host_has_probes_limits_a_user_and_a_budget()
    {
        var objects = Kustomize();
        Assert.All(
            objects.Where(one => Text(one, "kind") != "Namespace"),
            one => Assert.Equal("huracan", Text(one, "metadata", "namespace")));
        foreach (var host in Hosts)
        {
            var workload = objects.Single(one =>
                Text(one, "kind") is "Deployment" or "StatefulSet" && Text(one, "metadata", "name") == host);
            Assert.Equal(host == "silo" ? "StatefulSet" : "Deployment", Text(workload, "kind"));
            var pod = Node(workload, "spec", "template", "spec");
            var container = (YamlMappingNode)((YamlSequenceNode)pod["containers"]).Children.Single();

            Assert.Equal("true", Text(pod, "securityContext", "runAsNonRoot"));
            Assert.Equal("false", Text(pod, "automountServiceAccountToken"));
            Assert.Equal("/alive", Text(container, "livenessProbe", "httpGet", "path"));
            Assert.Equal("/health", Text(container, "readinessProbe", "httpGet", "path"));
            Assert.Equal("true", Text(container, "securityContext", "readOnlyRootFilesystem"));
            Assert.Equal("false", Text(container, "securityContext", "allowPrivilegeEscalation"));
            Assert.NotEmpty(Text(container, "resources", "requests", "cpu"));
            Assert.NotEmpty(Text(container, "resources", "limits", "memory"));
            // The host stops within 30 seconds, .NET's own limit.
            Assert.InRange(
                int.Parse(Text(pod, "terminationGracePeriodSeconds"), System.Globalization.CultureInfo.InvariantCulture), 31, 300);

            var labels = Node(workload, "spec", "template", "metadata", "labels");
            foreach (var kind in new[] { "Service", "PodDisruptionBudget" })
            {
                var beside = objects.Single(one => Text(one, "kind") == kind && Text(one, "metadata", "name") == host);
                var selector = kind == "Service" ? Node(beside, "spec", "selector") : Node(beside, "spec", "selector", "matchLabels");
                Assert.Equal(labels, selector);
            }
        }
    }

    [Fact]
    public void There_is_no_secret_in_them()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Repository.Root, "infra"), "*", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotMatch(Secrets(), text);
            Assert.DoesNotContain("kind: Secret\n", text, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("(?i)(password|pwd|secret|token|api[-_]?key)[ \\t]*[=:][ \\t]*[\"']?[A-Za-z0-9+/]{6,}")]
    private static partial Regex Secrets();

    private static List<YamlMappingNode> Kustomize()
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["kustomize", Folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        }) ?? throw new InvalidOperationException("kubectl does not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error.Result);
        var yaml = new YamlStream();
        yaml.Load(new StringReader(output));
        return [.. yaml.Documents.Select(document => (YamlMappingNode)document.RootNode)];
    }

    private static YamlNode Node(YamlNode node, params string[] path) => path.Aggregate(node, (at, key) => at[key]);

    private static string Text(YamlNode node, params string[] path) => ((YamlScalarNode)Node(node, path)).Value ?? "";
}
