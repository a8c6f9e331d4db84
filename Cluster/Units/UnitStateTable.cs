using System.Text.Json;
using Huracan.Cluster.Grains;
using Huracan.Cluster.Postgres;
using Huracan.Contracts;
using Huracan.Contracts.Grains;
using Huracan.Contracts.Json;

namespace Huracan.Cluster.Units;

/// <summary>Reads the states that Orleans stores of the units' grains.</summary>
public sealed class UnitStateTable(Database database)
{
    /// <summary>Name of the state.</summary>
    public const string StateName = "unit";

    internal const string Find =
        "select content from orleans.states where service = $1 and kind = $2 and key = $3 and number_0 = 0 and number_1 = 0";

    /// <summary>What a unit's grain keeps over all runs; null where it has stored nothing yet.</summary>
    public async Task<UnitHistory?> HistoryAsync(UnitId unit, CancellationToken cancellationToken)
    {
        var states = await database.QueryAsync(
            Find, row => row.GetFieldValue<byte[]>(0), cancellationToken, GrainServices.Name, StateName, unit.ToString());
        var content = states.SingleOrDefault();
        if (content is null)
            return null;
        using var state = JsonDocument.Parse(content);
        return state.RootElement.GetProperty("history").Deserialize<UnitHistory>(HuracanJson.Compact);
    }
}
