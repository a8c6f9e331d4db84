using System.Text;
using Huracan.Contracts.Json;
using Huracan.Contracts.Reports;

namespace Huracan.Tests.EndToEnd.Harness;

/// <summary>What <c>huracan openings</c> lists.</summary>
internal static class Openings
{
    public static async Task<List<OpenedTest>> ListAsync(string output, params string[] options)
    {
        var outcome = await HuracanProcess.RunAsync(["openings", "--out", output, "--json", .. options]);
        outcome.Expect(0);
        return HuracanJson.Deserialize<List<OpenedTest>>(Encoding.UTF8.GetBytes(outcome.Output), "openings");
    }
}
