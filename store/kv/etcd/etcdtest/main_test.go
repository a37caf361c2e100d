package etcdtest

import (
	"fmt"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"alur/ui/cli"

	"go.etcd.io/etcd/api/v3/etcdserverpb"
	"go.etcd.io/etcd/client/pkg/v3/transport"
	"go.etcd.io/etcd/server/v3/embed"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// memberEnv makes this program a member of an etcd instead of a test: then it
// can be killed and stopped as a real one.
const memberEnv = "ALUR_TEST_ETCD"

func TestMain(m *testing.M) {
	if os.Getenv(alurEnv) != "" {
		os.Exit(cli.Main())
	}
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

// setEnv holds what is set for a member besides: its quota, and the files of its
// certificates.
const setEnv = "ALUR_TEST_ETCD_SET"

// alurEnv makes this program alur.
const alurEnv = "ALUR_TEST_ALUR"

// serve is a member: its name, folder, address for clients, for peers, the whole
// cluster, and where it listens for both.
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
	c.AdvertiseClientUrls, c.ListenClientUrls = []url.URL{*client}, []url.URL{{Scheme: client.Scheme, Host: of[5]}}
	c.AdvertisePeerUrls, c.ListenPeerUrls = []url.URL{*peer}, []url.URL{{Scheme: peer.Scheme, Host: of[6]}}
	c.InitialCluster = of[4]
	c.LogLevel, c.LogOutputs = "error", []string{of[1] + ".log"}
	c.TickMs, c.ElectionMs = 50, 500
	set, err := url.ParseQuery(os.Getenv(setEnv))
	if err != nil {
		return err
	}
	if n, err := strconv.ParseInt(set.Get("quota"), 10, 64); err == nil {
		c.QuotaBackendBytes = n
	}
	if set.Has("old") { // As before 3.7.
		c.GRPCAdditionalServerOptions = []grpc.ServerOption{grpc.ChainStreamInterceptor(func(srv any, s grpc.ServerStream, info *grpc.StreamServerInfo, h grpc.StreamHandler) error {
			if info.FullMethod == etcdserverpb.KV_RangeStream_FullMethodName {
				return status.Error(codes.Unimplemented, "unknown method RangeStream")
			}
			return h(srv, s)
		})}
	}
	if set.Has("cert") {
		c.ClientTLSInfo = transport.TLSInfo{CertFile: set.Get("cert"), KeyFile: set.Get("key"), TrustedCAFile: set.Get("ca"), ClientCertAuth: true}
	}
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
