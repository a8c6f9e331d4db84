using Huracan.AppHost.Processes;

namespace Huracan.Tests.AppHost.Processes;

public class CommandLineTests
{
    private static readonly ProcessCommand Server = new("postgres", ["-D", "data"]) { User = new SystemUser("postgres", 101, 104), StopSignal = Signal.Interrupt };

    [Fact]
    public void A_program_leads_its_own_group_and_dies_with_its_parent()
    {
        var (program, arguments) = CommandLine.Wrap(Server, "/usr/bin/setsid", "/usr/bin/setpriv");
        Assert.Equal("/usr/bin/setsid /usr/bin/setpriv --pdeathsig INT --reuid=101 --regid=104 --clear-groups -- postgres -D data", $"{program} {string.Join(' ', arguments)}");
    }

    [Fact]
    public void Without_the_systems_tools_it_is_started_as_it_is_but_never_as_the_wrong_user()
    {
        var (program, arguments) = CommandLine.Wrap(Server with { User = null }, null, null);
        Assert.Equal("postgres -D data", $"{program} {string.Join(' ', arguments)}");
        Assert.Throws<LaunchFailedException>(() => CommandLine.Wrap(Server, null, null));
    }

    [Fact]
    public void Users_are_read_from_the_systems_list()
    {
        const string Passwd = "root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65533:nobody:/:/bin/false\n";
        Assert.Equal(new SystemUser("nobody", 65534, 65533), SystemUser.Find(Passwd, "postgres", "nobody"));
        Assert.Null(SystemUser.Find(Passwd, "postgres"));
    }
}
