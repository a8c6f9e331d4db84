using Huracan.Contracts;
using Huracan.Engine.Models;
using Huracan.Engine.Models.LightGBM;
using Huracan.Engine.Models.XGBoost;

namespace Huracan.Tests.Engine.Models;

public sealed class SavedTreesTests
{
    [Fact]
    public void A_library_that_is_missing_or_cannot_read_is_a_refusal_of_the_model()
    {
        Assert.Equal("trees: no library", Refusal(new DllNotFoundException("no library")));
        Assert.Equal("trees: file 'a.txt' is not a model L can read: no header", Refusal(new LightGBMException("no header")));
        Assert.Equal("trees: file 'a.txt' is not a model L can read: no header", Refusal(new XGBoostException("no header")));
    }

    [Fact]
    public void A_defect_is_none() => Assert.Throws<InvalidOperationException>(() =>
        SavedTrees.Read("trees", "a.txt", "L", () => throw new InvalidOperationException("a defect")));

    private static string Refusal(Exception error) =>
        Assert.Throws<InputRefusedException>(() => SavedTrees.Read("trees", "a.txt", "L", () => throw error)).Message;
}
