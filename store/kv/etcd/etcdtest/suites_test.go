package etcdtest

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"go.etcd.io/etcd/client/v3"
)

// TestTheStoreOnEtcd runs tests of package store on three servers: every shop of
// theirs lies there instead of in a file. As it stands these are the laws of the
// store with its replays, programs that are killed in the midst of acts, the one
// order of what several programs saw, and what is said of an act that was done
// before or whose commit failed. All the others, but those about files, are run by
//
//	ALUR_SUITES=all go -C store/kv/etcd/etcdtest test -timeout 90m -run TheStoreOnEtcd -v .
func TestTheStoreOnEtcd(t *testing.T) {
	c := start(t, 3)
	args := []string{"-C", "../../..", "test", "-count=1", "-timeout", "80m", "-skip", strings.Join(notOnEtcd(), "|")}
	if os.Getenv("ALUR_SUITES") == "" {
		args = append(args, "-rapid.checks=10", "-run", strings.Join([]string{
			"^TestLawsOfTheStore$", "^TestKillLosesNothing", "^TestAllProgramsSeeOneShop", "^TestTheSameOperationTwice", "^TestAnOperationIsAnswered",
			"^TestAFailed(Commit|Session)IsFoundOut", "^TestAfterCloseNothingIsPromised", "^TestARaceForATask", "^TestASessionIsAllOrNothing",
		}, "|"))
	}
	cmd := exec.CommandContext(t.Context(), "go", append(args, "-v", ".")...)
	cmd.Env = append(os.Environ(), "ALUR_TEST_ON="+c.at("store"))
	out, err := cmd.CombinedOutput()
	passed := strings.Count(string(out), "\n--- PASS: ")
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	shops, err := c.plain().Get(t.Context(), "store/", clientv3.WithPrefix(), clientv3.WithCountOnly())
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d tests of the store pass, with %d rows on the servers", passed, shops.Count)
	if passed < 10 || shops.Count == 0 {
		t.Errorf("only %d tests of the store pass:\n%s", passed, out)
	}
}

// notOnEtcd are the tests that are about files, one whose rows are larger than
// servers take, and one of two hosts that write without a pause: on a busy PC one
// of them may not get its turn in the ten seconds that it waits.
func notOnEtcd() []string {
	return []string{
		"Archiv", "^TestABackupIsProven$", "^TestADayThatWasGivenUpDoesNotComeBack$", "^TestATailCutWithCare", "^TestCaseLogsAfterARestore$",
		"^TestTheListOfDeliveriesIsBounded$", "^TestCheckIsContentWhileWorkGoesOn$",
	}
}
