using System.Globalization;
using System.Text;
using Huracan.Contracts;
using Huracan.MarketData.Binance;
using Huracan.MarketData.Vendors;
using Huracan.Storage.Candles;
using Huracan.Storage.MarketStore;

namespace Huracan.Tests.MarketData;

public class RealCandlesTests
{
    /// <summary>Real candles, written as the archive's files are documented, come back as they were.</summary>
    [SharedDataFact]
    public void A_year_of_real_candles_survives_the_archives_format_and_the_store()
    {
        var unit = new UnitId("ETHUSDT", Timeframe.M15);
        var raw = CandleFile.Read(Path.Combine(SharedData.Candles, CandleFile.Name(unit)), unit, CancellationToken.None);
        using var folder = new TemporaryFolder();
        var store = CandleStore.OpenOrCreate(folder["store"], "binance", "futures");
        var series = new SeriesName(unit.Coin, unit.Timeframe);
        var index = store.Index(series);
        foreach (var month in Month.Between(raw.OpenTimes[0], raw.OpenTimes[^1] + 1))
        {
            var text = new StringBuilder();
            for (var i = 0; i < raw.Count; i++)
            {
                if (Month.Of(raw.OpenTimes[i]) == month)
                    text.Append(
                        CultureInfo.InvariantCulture,
                        $"{raw.OpenTimes[i]},{raw.Open[i]},{raw.High[i]},{raw.Low[i]},{raw.Close[i]},{raw.Volume[i]},0,0,0,0,0,0\n");
            }
            var file = new ArchiveFile($"{month}", month.Start, month.End);
            var rows = new ArchiveCsv(file).Candles(Encoding.UTF8.GetBytes($"{text}"), unit.Timeframe);
            index = store.Write(
                series, index, new SeriesPart($"{month}", month.End, 0, 0, 0, PartOrigin.MonthlyArchive, true, 0, "", default), rows);
        }

        var stored = new StoreCandleSource(store.Folder).Load(unit.Coin, unit.Timeframe, CancellationToken.None);

        Assert.True(raw.Count > 100_000);
        Assert.Equal(raw.OpenTimes, stored.OpenTimes);
        Assert.Equal(raw.Open, stored.Open);
        Assert.Equal(raw.High, stored.High);
        Assert.Equal(raw.Low, stored.Low);
        Assert.Equal(raw.Close, stored.Close);
        Assert.Equal(raw.Volume, stored.Volume);
    }
}
