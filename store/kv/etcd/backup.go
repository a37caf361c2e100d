package etcd

import (
	"bufio"
	"context"
	"encoding/binary"
	"fmt"
	"io"

	"alur/store/kv"
)

// backupMark begins a copy of everything.
const backupMark = "alur keys 1\n"

// Backup implements kv.Engine: what it writes is every key and its value, each
// with its length before it, and Load reads it.
func (db *DB) Backup(ctx context.Context, w io.Writer) error {
	out := bufio.NewWriter(w)
	write := func(part []byte) error {
		_, err := out.Write(append(binary.AppendUvarint(nil, uint64(len(part))), part...))
		return err
	}
	err := db.View(ctx, func(tx kv.Tx) error {
		if _, err := out.WriteString(backupMark); err != nil {
			return err
		}
		return tx.Scan(nil, nil, func(key, value []byte) error {
			if err := write(key); err != nil {
				return err
			}
			return write(value)
		})
	})
	if err != nil {
		return err
	}
	return out.Flush()
}

// Load puts what Backup wrote into an empty shop, all or nothing.
func (db *DB) Load(ctx context.Context, r io.Reader) error {
	in := bufio.NewReader(r)
	mark := make([]byte, len(backupMark))
	if _, err := io.ReadFull(in, mark); err != nil || string(mark) != backupMark {
		return fmt.Errorf("%w: not a copy of an etcd", kv.ErrNotDatabase)
	}
	read := func() ([]byte, error) {
		n, err := binary.ReadUvarint(in)
		if err != nil {
			return nil, err
		}
		if n > bytesMost {
			return nil, fmt.Errorf("%w: a copy of an etcd", kv.ErrDamaged)
		}
		part := make([]byte, n)
		_, err = io.ReadFull(in, part)
		return part, err
	}
	var all []item
	for {
		key, err := read()
		if err == io.EOF { //nolint:errorlint // It is given as it is at the end of what is read, and wrapped nowhere.
			break
		}
		if err != nil {
			return fmt.Errorf("read the copy: %w", err)
		}
		value, err := read()
		if err != nil {
			return fmt.Errorf("read the copy: %w", err)
		}
		all = append(all, item{key: string(key), value: value})
	}
	return db.Update(ctx, func(tx kv.Tx) error {
		for _, it := range all {
			if err := tx.Put([]byte(it.key), it.value); err != nil {
				return err
			}
		}
		return nil
	})
}
