using Huracan.Contracts;
using Huracan.Contracts.Hamilton;
using Huracan.Contracts.Http.Hamilton;

namespace Huracan.Api.TrackRecord;

/// <summary>What forecasts a unit on paper: its champion, or where it has none its latest scored model.</summary>
/// <param name="Champion">The champion; null where the unit has none.</param>
/// <param name="Model">The latest scored model; null where the champion forecasts.</param>
internal sealed record PaperModel(RankedChampion? Champion, RankingRow? Model)
{
    /// <summary>The unit.</summary>
    public UnitId Unit => Champion is null ? new UnitId(Model!.Coin, Model.Timeframe) : new UnitId(Champion.Coin, Champion.Timeframe);

    /// <summary>Version of the champion, or run of the model.</summary>
    public string Name => Champion?.Version ?? Model!.RunId; // one of the two is there
}
