// Package etcdtest tries the engine on a real etcd: members that are programs
// of their own, on loopback. It is a module of its own, so that alur does not
// carry the server.
package etcdtest

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"alur/store/kv"
	"alur/store/kv/etcd"

	"go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"
)

// cluster is an etcd of some members.
type cluster struct {
	t       testing.TB
	members []*member
}

// member is one of them: by what addresses it is reached, and where it listens.
type member struct {
	name, folder, client, peer, all string
	listens                         [2]string
	// tls is true where clients speak to it over TLS, and set what is set besides.
	tls bool
	set url.Values
	// begins makes the command that it is.
	begins func() *exec.Cmd
	cmd    *exec.Cmd
	stdin  io.Closer
}

// start begins an etcd and waits until it answers.
func start(t testing.TB, members int) *cluster {
	t.Helper()
	c := made(t, members)
	c.begin()
	return c
}

// made is an etcd that is not begun yet.
func made(t testing.TB, members int) *cluster {
	t.Helper()
	c := &cluster{t: t}
	ports := freePorts(t, 2*members)
	for i := range members {
		m := &member{name: fmt.Sprintf("m%d", i), client: ports[2*i], peer: ports[2*i+1]}
		m.listens = [2]string{m.client, m.peer}
		m.begins = func() *exec.Cmd { return exec.Command(os.Args[0]) }
		c.members = append(c.members, m)
	}
	return c
}

// begin starts the members and waits until they answer.
func (c *cluster) begin() {
	t := c.t
	t.Helper()
	dir := t.TempDir()
	var all []string
	for _, m := range c.members {
		m.folder = filepath.Join(dir, m.name)
		all = append(all, m.name+"=http://"+m.peer)
	}
	for _, m := range c.members {
		m.all = strings.Join(all, ",")
		m.run(t)
	}
	t.Cleanup(func() {
		for _, m := range c.members {
			m.signal(t, syscall.SIGCONT)
			m.kill()
		}
	})
	if !c.members[0].tls {
		c.await()
	}
}

func freePorts(t testing.TB, n int) (ports []string) {
	t.Helper()
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = l.Close() }()
		ports = append(ports, l.Addr().String())
	}
	return ports
}

func (m *member) run(t testing.TB) {
	t.Helper()
	m.cmd = m.begins()
	scheme := "http://"
	if m.tls {
		scheme = "https://"
	}
	m.cmd.Env = append(os.Environ(), setEnv+"="+m.set.Encode(), memberEnv+"="+strings.Join([]string{m.name, m.folder, scheme + m.client, "http://" + m.peer, m.all, m.listens[0], m.listens[1]}, " "))
	m.cmd.Stderr = os.Stderr
	stdin, err := m.cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	m.stdin = stdin
	if err := m.cmd.Start(); err != nil {
		t.Fatal(err)
	}
}

// kill ends a member as a power cut would.
func (m *member) kill() {
	_ = m.cmd.Process.Kill()
	_ = m.cmd.Wait()
	_ = m.stdin.Close()
}

func (m *member) signal(t testing.TB, s syscall.Signal) {
	t.Helper()
	_ = m.cmd.Process.Signal(s)
}

// hosts are the addresses of all members.
func (c *cluster) hosts() string {
	var hosts []string
	for _, m := range c.members {
		hosts = append(hosts, m.client)
	}
	return strings.Join(hosts, ",")
}

// at is the address of a shop.
func (c *cluster) at(shop string) string { return etcd.Scheme + c.hosts() + "/" + shop }

// plain is a client of etcd without alur between.
func (c *cluster) plain() *clientv3.Client {
	c.t.Helper()
	client, err := clientv3.New(clientv3.Config{Endpoints: strings.Split(c.hosts(), ","), Logger: zap.NewNop()})
	if err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() { _ = client.Close() })
	return client
}

// await waits until the members have found one another.
func (c *cluster) await() {
	c.t.Helper()
	client := c.plain()
	until := time.Now().Add(time.Minute)
	for {
		ctx, cancel := context.WithTimeout(context.Background(), time.Second)
		_, err := client.Put(ctx, "awake", "")
		cancel()
		if err == nil {
			return
		}
		if time.Now().After(until) {
			c.t.Fatal(err)
		}
	}
}

// open opens the engine of a shop.
func (c *cluster) open(t testing.TB, shop string) *etcd.DB {
	t.Helper()
	return opened(t, c.address(t, shop))
}

func (c *cluster) address(t testing.TB, shop string) etcd.Address {
	t.Helper()
	at, err := etcd.ParseAddress(c.at(shop), func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func opened(t testing.TB, at etcd.Address) *etcd.DB {
	t.Helper()
	db, err := etcd.Open(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func put(t testing.TB, e kv.Engine, pairs ...string) {
	t.Helper()
	err := e.Update(t.Context(), func(tx kv.Tx) error {
		for i := 0; i < len(pairs); i += 2 {
			if err := tx.Put([]byte(pairs[i]), []byte(pairs[i+1])); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func get(t testing.TB, e kv.Engine, key string) (value string) {
	t.Helper()
	err := e.View(t.Context(), func(tx kv.Tx) error {
		v, err := tx.Get([]byte(key))
		value = string(v)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return value
}
