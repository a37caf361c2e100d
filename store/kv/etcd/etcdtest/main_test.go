package etcdtest

import (
	"fmt"
	"net/url"
	"os"
	"strings"
	"testing"

	"go.etcd.io/etcd/server/v3/embed"
)

// memberEnv makes this program a member of an etcd instead of a test: then it
// can be killed and stopped as a real one.
const memberEnv = "ALUR_TEST_ETCD"

func TestMain(m *testing.M) {
	if url := os.Getenv(hostEnv); url != "" {
		fmt.Fprintln(os.Stderr, lead(url))
		os.Exit(1)
	}
	if member := os.Getenv(memberEnv); member != "" {
		if err := serve(strings.Split(member, " ")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// serve is a member: its name, folder, address for clients, for peers, and the
// whole cluster.
func serve(of []string) error {
	c := embed.NewConfig()
	c.Name, c.Dir = of[0], of[1]
	client, err := url.Parse(of[2])
	if err != nil {
		return err
	}
	peer, err := url.Parse(of[3])
	if err != nil {
		return err
	}
	c.ListenClientUrls, c.AdvertiseClientUrls = []url.URL{*client}, []url.URL{*client}
	c.ListenPeerUrls, c.AdvertisePeerUrls = []url.URL{*peer}, []url.URL{*peer}
	c.InitialCluster = of[4]
	c.LogLevel, c.LogOutputs = "error", []string{of[1] + ".log"}
	c.TickMs, c.ElectionMs = 50, 500
	e, err := embed.StartEtcd(c)
	if err != nil {
		return err
	}
	<-e.Server.ReadyNotify()
	// The test holds the other end: where it dies, so does the member.
	_, _ = os.Stdin.Read(make([]byte, 1))
	e.Close()
	return nil
}
