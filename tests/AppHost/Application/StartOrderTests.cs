using Huracan.AppHost.Application;
using Huracan.AppHost.Resources;

namespace Huracan.Tests.AppHost.Application;

public class StartOrderTests
{
    [Fact]
    public void A_part_starts_after_all_it_waits_for()
    {
        var postgres = Part("postgres");
        var redis = Part("redis");
        var database = Part("huracan", postgres);
        var silo = Part("silo", database, redis);
        var api = Part("api", database, silo);
        var levels = StartOrder.Levels([api, silo, database, redis, postgres]);
        Assert.Equal(["redis postgres", "huracan", "silo", "api"], levels.Select(level => string.Join(' ', level.Select(x => x.Name))));
    }

    [Fact]
    public void A_circle_is_refused_with_its_names()
    {
        var a = Part("a");
        var b = Part("b", a);
        a.Waits.Add(b);
        var fault = Assert.Throws<InvalidOperationException>(() => StartOrder.Levels([Part("c", b), a]));
        Assert.Equal("These wait for each other: b → a → b.", fault.Message);
    }

    private static ConnectionStringResource Part(string name, params IResource[] waits)
    {
        var part = new ConnectionStringResource(name, "");
        foreach (var other in waits)
            part.Waits.Add(other);
        return part;
    }
}
