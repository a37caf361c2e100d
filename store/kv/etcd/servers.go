package etcd

import (
	"context"
	"errors"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"go.etcd.io/etcd/client/v3"
	"go.uber.org/zap"

	"alur/store/kv"
)

// servers are those of an etcd. One is spoken to until it does not answer, then
// the next: one that stands still costs every host one wait, and not every
// third request.
type servers struct {
	config clientv3.Config
	mu     sync.Mutex
	all    []*clientv3.Client
	at     int
	closed bool
}

func newServers(c clientv3.Config) *servers {
	c.Logger = zap.NewNop() // Its lines would go between those of the screens.
	n := len(c.Endpoints)
	return &servers{config: c, all: make([]*clientv3.Client, n), at: rand.N(n)} //nolint:gosec // It spreads hosts over servers.
}

// one is the server that is spoken to now.
func (s *servers) one() (*clientv3.Client, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, kv.ErrClosed
	}
	c, err := s.open(s.at)
	if err != nil {
		s.at = (s.at + 1) % len(s.all)
	}
	return c, err
}

// numbered is a certain server.
func (s *servers) numbered(i int) (*clientv3.Client, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, kv.ErrClosed
	}
	return s.open(i)
}

func (s *servers) open(i int) (*clientv3.Client, error) {
	if s.all[i] != nil {
		return s.all[i], nil
	}
	c := s.config
	c.Endpoints, c.DialTimeout = c.Endpoints[i:i+1], mostWait
	client, err := clientv3.New(c)
	if err == nil {
		s.all[i] = client
	}
	return client, err
}

// leave turns to the next server, where this is the one spoken to.
func (s *servers) leave(c *clientv3.Client) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if c != nil && s.all[s.at] == c {
		s.at = (s.at + 1) % len(s.all)
	}
}

func (s *servers) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	var all []error
	for _, c := range slices.DeleteFunc(s.all, func(c *clientv3.Client) bool { return c == nil }) {
		if err := c.Close(); err != nil && !errors.Is(err, context.Canceled) {
			all = append(all, err)
		}
	}
	return errors.Join(all...)
}

// ask asks one server once, for so long.
func (db *DB) ask(ctx context.Context, wait time.Duration, what func(ctx context.Context, c *clientv3.Client) error) error {
	c, err := db.servers.one()
	if err != nil {
		return err
	}
	asked, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	err = what(asked, c)
	if err != nil && ctx.Err() == nil && passing(err) {
		db.servers.leave(c)
	}
	return err
}
