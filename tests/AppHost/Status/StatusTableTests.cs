using Huracan.AppHost.Status;

namespace Huracan.Tests.AppHost.Status;

public class StatusTableTests
{
    [Fact]
    public void Everything_stands_in_columns_and_links_stand_last() =>
        Assert.Equal(
            """
              resource  state    pid  endpoint
              redis     absent   -    -
              api       running  42   http://127.0.0.1:5080
              api: http://127.0.0.1:5080/

            """,
            StatusTable.Render([new("redis", InstanceState.Absent, null, "", false), new("api", InstanceState.Running, 42, "http://127.0.0.1:5080", true)]));
}
